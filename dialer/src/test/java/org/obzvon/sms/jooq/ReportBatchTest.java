package org.obzvon.sms.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.register.Phone;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.jooq.ReportBatch.Arrived;
import org.obzvon.sms.jooq.ReportBatch.Taken;

/// Tests reports that come together, one of which the store refuses.
@Tag("slow")
class ReportBatchTest {
  private static final String REFUSED = "REFUSED";

  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", new Numbering()),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final ReportBatch batch = new ReportBatch(desk.db,
      new ReportMatching(new ReceiptUnitDetection(java.util.Map.of())));

  /// A gateway that gives a message the digits of its number as id.
  private static final class Numbering implements Gateway {
    @Override
    public Sent send(Outgoing message) {
      return message.text().isEmpty()
          ? Sent.Unknown.whole("nothing to send")
          : new Sent.Taken(List.of(message.to().digits()));
    }

    @Override
    public List<DeliveryReport> ask(Pending message) {
      return List.of();
    }

    @Override
    public boolean ready() {
      return true;
    }
  }

  private Arrived report(Attempt of, String code) {
    Phone phone = of.phone();
    var subject = new DeliveryReport.Subject("g", List.of(phone.digits()), Optional.of(phone), Optional.empty());
    return new Arrived(
        new DeliveryReport(subject, DeliveryStatus.DELIVERED, code, Optional.empty(), desk.clock.instant()),
        desk.clock.instant());
  }

  private void refuseSome() {
    desk.db.execute(
        "create function refuse() returns trigger language plpgsql as $$ begin if new.code = 'REFUSED' then raise exception"
            + " 'refused'; end if; return new; end $$");
    desk.db.execute("create trigger refuse before update on sms_part for each row execute function refuse()");
  }

  @Test
  void one_that_cannot_be_applied_is_taken_back_and_the_others_stand_once_with_their_ends() {
    refuseSome();
    List<Attempt> attempts = List.of(desk.attempt(), desk.attempt(), desk.attempt());
    attempts.forEach(desk.channel::submit);

    List<Taken> taken = batch.reported(
        List.of(
            report(attempts.get(0), "fine"), report(attempts.get(1), REFUSED), report(attempts.get(2), "fine")));

    assertThat(taken.get(0)).isInstanceOfSatisfying(Taken.Applied.class, one -> assertThat(one.ended()).isPresent());
    assertThat(taken.get(1)).isInstanceOf(Taken.Failed.class);
    assertThat(taken.get(2)).isInstanceOfSatisfying(Taken.Applied.class, one -> assertThat(one.ended()).isPresent());
    assertThat(desk.db.fetch(SMS_REPORT)).extracting(row -> row.getMatchedTo())
        .containsExactlyInAnyOrder(attempts.get(0).id(), attempts.get(2).id());
    assertThat(desk.db.fetchSingle(SMS_MESSAGE, SMS_MESSAGE.ID.eq(attempts.get(1).id())).getState())
        .isEqualTo("ACCEPTED");
  }

  @Test
  void one_that_was_taken_back_is_stored_when_it_is_brought_again() {
    refuseSome();
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    batch.reported(List.of(report(attempt, REFUSED)));
    assertThat(desk.db.fetchCount(SMS_REPORT)).isZero();

    desk.db.execute("drop trigger refuse on sms_part");
    List<Taken> taken = batch.reported(List.of(report(attempt, REFUSED)));

    assertThat(taken).singleElement()
        .isInstanceOfSatisfying(Taken.Applied.class, one -> assertThat(one.ended()).isPresent());
    assertThat(desk.db.fetchCount(SMS_REPORT)).isEqualTo(1);
  }
}
