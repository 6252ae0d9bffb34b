package org.obzvon.call.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.TestData.NOON;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.obzvon.TestStore;
import org.obzvon.call.LineChange;
import org.obzvon.call.LineChange.Why;
import org.obzvon.register.Ids;

class JooqLineChangesTest {
  private final DSLContext db = DSL.using(TestStore.freshDataSource(), SQLDialect.POSTGRES);
  private final JooqLineChanges changes = new JooqLineChanges(db, "a");

  @Test
  void the_last_change_of_each_line_of_the_own_node_is_found() {
    LineChange rests = new LineChange(Ids.next(), "east", false, Why.FAULTS, "NETWORK, SIP 408", NOON);
    LineChange works = new LineChange(Ids.next(), "east", true, Why.FAULTS, "NETWORK, SIP 408", NOON.plusSeconds(60));
    LineChange west = new LineChange(Ids.next(), "west", false, Why.UNREACHABLE, "", NOON);
    List.of(works, rests, west, west).forEach(changes::add);
    new JooqLineChanges(db, "b").add(new LineChange(Ids.next(), "west", true, Why.FAULTS, "", NOON.plusSeconds(5)));
    assertThat(changes.last(List.of("east", "west", "north"))).containsExactly(works, west);
  }
}
