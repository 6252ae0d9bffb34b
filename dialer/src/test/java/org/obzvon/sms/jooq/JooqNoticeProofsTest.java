package org.obzvon.sms.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gateway;
import org.obzvon.sms.NoticeProofs.Notice;
import org.obzvon.sms.NoticeProofs.Receipt;
import org.obzvon.sms.NoticeProofs.Which;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.csv.CsvNoticeProofs;

/// Tests the proof of a notice: its text, its gateway and every delivery report are kept permanently.
@Tag("slow")
class JooqNoticeProofsTest {
  private static final Which ALL = new Which(Optional.empty(), Optional.empty(), false);

  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", new Taking()),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final JooqNoticeProofs notices = new JooqNoticeProofs(desk.db);

  /// A gateway that takes every message under the message's own id.
  private static final class Taking implements Gateway {
    @Override
    public Sent send(Outgoing message) {
      return new Sent.Taken(List.of("r-" + message.id()));
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

  private Attempt notice() {
    Attempt attempt = desk.attempt("restriction-notice", ContactOrigin.NOTICE);
    desk.db.update(ACCOUNT).set(ACCOUNT.RESTRICTION_ON, LocalDate.of(2026, 11, 25))
        .where(ACCOUNT.ID.eq(attempt.contact().debtor().account())).execute();
    desk.channel.submit(attempt);
    return attempt;
  }

  private void delivered(Attempt attempt) {
    desk.reports.take(desk.report("g", "r-" + attempt.id(), attempt, DeliveryStatus.DELIVERED));
    desk.db.update(ATTEMPT).set(ATTEMPT.OUTCOME, "DELIVERED").set(ATTEMPT.CLOSED_AT, desk.clock.instant())
        .where(ATTEMPT.ID.eq(attempt.id())).execute();
  }

  @Test
  void a_delivered_notice_is_listed_with_its_text_and_every_report() {
    Attempt attempt = notice();
    desk.attempt();
    desk.reports.take(desk.report("g", "r-" + attempt.id(), attempt, DeliveryStatus.ON_ITS_WAY));
    desk.clock.tick(Duration.ofMinutes(3));
    delivered(attempt);
    Notice notice = notices.page(ALL, Optional.empty(), 10).getFirst();
    assertThat(notices.page(ALL, Optional.empty(), 10)).hasSize(1);
    assertThat(notice.isDelivered()).isTrue();
    assertThat(notice.about().restriction()).isEqualTo(LocalDate.of(2026, 11, 25));
    var message = notice.sent().orElseThrow().message().orElseThrow();
    assertThat(message.text()).contains("уведомляем", "500 руб", "25 ноября");
    assertThat(message.receipts()).extracting(Receipt::fate).containsExactly("ON_ITS_WAY", "DELIVERED");
    assertThat(message.receipts().getLast().remoteId()).isEqualTo("r-" + attempt.id());
  }

  @Test
  void the_reports_of_a_notice_outlive_the_clearing_of_reports_that_found_no_message() {
    Attempt attempt = notice();
    delivered(attempt);
    desk.clock.tick(Duration.ofDays(400));
    desk.watch.round();
    assertThat(desk.db.fetchCount(SMS_REPORT)).isOne();
  }

  @Test
  void what_was_not_delivered_is_found_so_that_it_can_go_another_way() {
    delivered(notice());
    Attempt unheard = notice();
    List<Notice> undelivered = notices.page(new Which(Optional.empty(), Optional.empty(), true), Optional.empty(), 10);
    assertThat(undelivered).extracting(one -> one.sent().orElseThrow().attempt()).containsExactly(unheard.id());
    assertThat(undelivered.getFirst().sent().orElseThrow().outcome()).isEmpty();
  }

  @Test
  void the_export_has_a_row_for_each_and_no_cell_that_is_a_formula(@TempDir Path folder) throws IOException {
    Attempt attempt = notice();
    desk.db.execute("update account set number = '=1+1'");
    delivered(attempt);
    assertThat(new CsvNoticeProofs(notices).write(ALL, folder.resolve("n.csv"))).isEqualTo(1);
    List<String> lines = Files.readAllLines(folder.resolve("n.csv"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains(",'=1+1,SMS,2026-11-25,restriction-notice,", "'" + attempt.phone().e164(),
        "DELIVERED", "r-" + attempt.id());
  }
}
