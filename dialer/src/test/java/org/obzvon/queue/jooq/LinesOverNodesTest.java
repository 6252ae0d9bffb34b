package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.contact.Contact;
import org.obzvon.queue.ContactQueue.Open;

/// Tests a node's view of the lines while another node writes attempts, which takes no turn.
@Tag("slow")
class LinesOverNodesTest extends LeasedContacts {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void what_another_node_writes_before_any_statement_of_a_lease_is_never_left_out_of_the_count(int statement) {
    plan("1");
    Contact held = lease("b", 10).getFirst();
    List<Open> told = new ArrayList<>();
    JooqContactQueue asking = new JooqContactQueue(writingBefore(statement, held));
    asking.lease(open -> {
      told.add(open);
      return List.of();
    }, "a", NOON, UNTIL);
    assertThat(told).singleElement().satisfies(open -> {
      assertThat(open.total()).isPositive();
      assertThat(open.robotCalls().get(campaign)).isPositive();
    });
    assertThat(ledger.write(List.of(attempt(held, 1)), "b", UNTIL)).as("it is written").isEmpty();
  }

  /// Returns connections on which node b writes its attempt before the next transaction sends the given statement.
  private DSLContext writingBefore(int statement, Contact held) {
    return DSL.using(db.configuration().derive(new ExecuteListener() {
      private int sent;

      @Override
      public void executeStart(ExecuteContext execute) {
        if (++sent == statement) {
          assertThat(ledger.write(List.of(attempt(held, 1)), "b", UNTIL)).hasSize(1);
        }
      }
    }));
  }
}
