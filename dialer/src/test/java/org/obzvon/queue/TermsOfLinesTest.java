package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.policy.Why;

/// Tests how the terms of a line affect a contact, from the queue to the written attempt.
@Tag("slow")
class TermsOfLinesTest extends RoundsByHand {
  private static final List<String> OURS = List.of("+74951110001", "+74951110002", "+74951110003");

  private void line(LineNumbering terms) {
    Line line = new Line(
        "pbx", Channel.ROBOT, LIMIT, new Pacer(1_000, NOON), () -> new Line.Room(LIMIT, Set.of()),
        attempt -> {
          placed.add(attempt);
          return answer;
        },
        terms);
    dispatcher = new Dispatcher(
        queue, ledger, policy, new Lines(List.of(line)), recorder,
        new Dispatcher.Node("a", Duration.ofMinutes(1), clock, Runnable::run));
  }

  @Test
  void a_number_that_no_line_serves_ends_its_contact_and_says_why() {
    line(new LineNumbering(List.of("+373"), List.of()));
    debtors(1);
    assertThat(round().refused()).isOne();
    assertThat(db.fetchCount(ATTEMPT)).isZero();
    assertThat(db.fetchSingle(CONTACT))
        .satisfies(contact -> assertThat(contact.getState()).isEqualTo("REFUSED"))
        .satisfies(contact -> assertThat(contact.getClosedWhy()).isEqualTo(Why.NO_LINE.with().english()));
  }

  @Test
  void the_caller_id_of_the_line_is_in_the_written_attempt_and_in_the_placed_one() {
    line(new LineNumbering(List.of("+7"), OURS));
    debtors(LIMIT);
    assertThat(round().placed()).isEqualTo(LIMIT);
    for (Attempt attempt : placed) {
      String written = db.select(ATTEMPT.CALLER_ID).from(ATTEMPT).where(ATTEMPT.ID.eq(attempt.id()))
          .fetchSingle(ATTEMPT.CALLER_ID);
      assertThat(written).isIn(OURS).isEqualTo(attempt.route().callerId());
    }
  }

  @Test
  void the_campaigns_caller_id_is_written_where_the_line_has_none() {
    line(LineNumbering.ANY);
    debtors(1);
    round();
    assertThat(db.fetchSingle(ATTEMPT).getCallerId()).isEqualTo(campaign.definition().rules().dialling().callerId());
  }
}
