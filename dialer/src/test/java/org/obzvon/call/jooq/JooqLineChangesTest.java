package org.obzvon.call.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.app.Store;
import org.obzvon.call.LineChange;
import org.obzvon.call.LineChange.Why;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.webhook.jooq.JooqEventOutbox;

@Tag("slow")
class JooqLineChangesTest {
  private final DSLContext db = Store.context(TestStore.freshDataSource());
  private final JooqLineChanges changes = new JooqLineChanges(db, "a", new JooqEventOutbox(db));

  @Test
  void the_last_change_of_each_line_of_the_own_node_is_found() {
    LineChange rests = new LineChange(IdGenerator.next(), "east", false, Why.FAULTS, "NETWORK, SIP 408", NOON);
    LineChange works = new LineChange(IdGenerator.next(), "east", true, Why.FAULTS, "NETWORK, SIP 408",
        NOON.plusSeconds(60));
    LineChange west = new LineChange(IdGenerator.next(), "west", false, Why.UNREACHABLE, "", NOON);
    List.of(works, rests, west, west).forEach(changes::add);
    new JooqLineChanges(db, "b", new JooqEventOutbox(db)).add(
        new LineChange(IdGenerator.next(), "west", true, Why.FAULTS, "", NOON.plusSeconds(5)));
    assertThat(changes.last(List.of("east", "west", "north"))).containsExactly(works, west);
  }
}
