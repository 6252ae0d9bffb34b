package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.TestData.NOON;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.TestData;
import org.obzvon.TestStore;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.queue.ContactQueue.Open;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;

/// What a node is told of the lines while another node writes attempts, which takes no turn.
class LinesOverNodesTest {
  private static final Instant UNTIL = NOON.plus(Duration.ofMinutes(1));

  private final DSLContext db = TestStore.fresh();
  private final TestData data = new TestData(db);
  private final UUID campaign = data.campaign("c", "");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void what_another_node_writes_before_any_statement_of_a_lease_is_never_left_out_of_the_count(int statement) {
    plan("1");
    Contact held = new JooqContactQueue(db).lease(_ -> List.of(share()), "b", NOON, UNTIL).getFirst();
    List<Open> told = new ArrayList<>();
    JooqContactQueue queue = new JooqContactQueue(writingBefore(statement, held));
    queue.lease(open -> { told.add(open); return List.of(); }, "a", NOON, UNTIL);
    assertThat(told).singleElement().satisfies(open -> {
      assertThat(open.total()).isPositive();
      assertThat(open.robotCalls().get(campaign)).isPositive();
    });
    assertThat(new JooqLedger(db).write(List.of(attempt(held)), "b", UNTIL)).as("it is written").isEmpty();
  }

  private Share share() {
    return new Share(campaign, Channel.ROBOT, 10);
  }

  /// Connections on which node b writes its attempt before the given statement of the next transaction is sent.
  private DSLContext writingBefore(int statement, Contact held) {
    return DSL.using(db.configuration().derive(new ExecuteListener() {
      private int sent;

      @Override
      public void executeStart(ExecuteContext execute) {
        if (++sent == statement) {
          assertThat(new JooqLedger(db).write(List.of(attempt(held)), "b", UNTIL)).hasSize(1);
        }
      }
    }));
  }

  private Attempt attempt(Contact contact) {
    return new Attempt(
        Ids.next(), contact, 1, new Phone("+79001112233"),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), NOON);
  }

  private void plan(String number) {
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+79001112233");
    Contact contact =
        new Contact(
            Ids.next(), campaign, new Contact.Debtor(household, account), "ROBOT",
            new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
            new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON)), NOON);
  }
}
