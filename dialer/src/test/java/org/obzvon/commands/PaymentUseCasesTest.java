package org.obzvon.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.PAYMENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.PaymentRuns;
import org.obzvon.payment.Payments;
import org.obzvon.payment.csv.CsvPaymentFileImport;
import org.obzvon.payment.jooq.JooqPaymentRuns;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.register.Progress;
import org.obzvon.register.csv.CsvFindingListReader;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Tests the stored rows and the messages when an import of payments ends in the middle.
@Tag("slow")
class PaymentUseCasesTest {
  private static final int ROWS = 1_500;
  private static final int BATCH = 1_000;

  @TempDir
  private Path folder;
  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final AuditLog log = new JooqAuditLog(db, clock);
  private final Frail payments = new Frail(new JooqPayments(db, clock));
  private final PaymentUseCases desk = new PaymentUseCases(
      new CsvPaymentFileImport(new PaymentImport(payments, new JooqWithdrawals(db, clock))),
      new JooqPaymentRuns(db, clock, Optional.of("one")),
      new UploadedImports<>(new CsvFindingListReader(), clock), log);
  private Path file;

  /// Runs the test's action before the second batch of a file.
  private static final class Frail implements Payments {
    private final Payments payments;
    private Runnable inTheMiddle = () -> {};
    private int batches;

    Frail(Payments payments) {
      this.payments = payments;
    }

    @Override
    public Recorded record(List<PaymentRow> rows, String source, boolean dryRun) {
      if (++batches == 2) {
        inTheMiddle.run();
      }
      return payments.record(rows, source, dryRun);
    }

    @Override
    public Recorded countAnnounced(int most) {
      return payments.countAnnounced(most);
    }
  }

  @BeforeEach
  void write_file() throws IOException {
    new TestData(db).debtor("A1", LocalDate.of(2026, 11, 1));
    StringBuilder rows = new StringBuilder("external id,account,amount,paid at\n");
    for (int row = 0; row < ROWS; row++) {
      rows.append("p-").append(row).append(",A1,0.10,2026-11-18\n");
    }
    file = Files.writeString(folder.resolve("payments.csv"), rows);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private PaymentFileImport.Report take() {
    var manner = new PaymentImport.Manner("bank", false);
    return desk.by(Actor.COMMAND_LINE)
        .take(new PaymentFileImport.Request(file, Optional.empty(), Optional.empty(), Optional.empty(), manner),
            Progress.NONE);
  }

  private List<AuditLog.Entry> entries() {
    return log.page(AuditLog.Filter.ALL, Optional.empty()).reversed();
  }

  private static String run(AuditLog.Entry entry) {
    return entry.change().after().get("run");
  }

  @Test
  void a_whole_import_is_begun_and_ended_under_one_id() {
    take();
    assertThat(entries()).extracting(AuditLog.Entry::action)
        .containsExactly("payments import begin", "payments import");
    assertThat(run(entries().getFirst())).isEqualTo(run(entries().getLast()));
    assertThat(desk.last().getFirst().counts()).contains(new PaymentRuns.Counts(ROWS, 0, 0));
  }

  @Test
  void an_import_that_fails_in_the_middle_says_how_far_it_came_and_is_taken_up_by_the_same_file() {
    payments.inTheMiddle = () -> {
      throw new IllegalStateException("the store went away");
    };
    assertThatThrownBy(this::take).hasMessage("the store went away");
    assertThat(db.fetchCount(PAYMENT)).isEqualTo(BATCH);
    assertThat(entries()).extracting(AuditLog.Entry::action)
        .containsExactly("payments import begin", "payments import broke off");
    assertThat(entries().getLast().change().after())
        .containsEntry("rows done", "1000 of 1500").containsEntry("file", "payments.csv");
    assertThat(run(entries().getFirst())).isEqualTo(run(entries().getLast()));
    PaymentImport.Report again = take().taken();
    assertThat(again.known()).isEqualTo(BATCH);
    assertThat(again.taken()).isEqualTo(ROWS - BATCH);
    assertThat(desk.last()).extracting(one -> one.counts().isPresent()).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void an_import_that_ends_with_an_error_breaks_off_like_one_that_fails() {
    payments.inTheMiddle = () -> {
      throw new StackOverflowError();
    };
    assertThatThrownBy(this::take).isInstanceOf(StackOverflowError.class);
    assertThat(entries()).extracting(AuditLog.Entry::action)
        .containsExactly("payments import begin", "payments import broke off");
    assertThat(desk.last().getFirst().brokeOff()).isTrue();
  }

  @Test
  void an_import_whose_service_was_killed_is_broken_off_when_its_node_starts_again_and_those_of_others_go_on() {
    var mine = runs("one").begin(new PaymentRuns.File("mine.csv", "bank", "olga"));
    runs("two").begin(new PaymentRuns.File("of-another-node.csv", "bank", "olga"));
    commands().begin(new PaymentRuns.File("of-a-command.csv", "bank", "olga"));
    desk.breakOffAbandoned();
    assertThat(desk.last()).filteredOn(PaymentRuns.Run::brokeOff).extracting(run -> run.file().name())
        .containsExactly("mine.csv");
    assertThat(entries()).singleElement().satisfies(entry -> {
      assertThat(entry.action()).isEqualTo("payments import broke off");
      assertThat(run(entry)).isEqualTo(mine.toString());
    });
    desk.breakOffAbandoned();
    assertThat(entries()).as("once").hasSize(1);
  }

  @Test
  void an_import_of_a_command_is_shown_as_broken_off_when_its_process_is_gone_and_not_while_it_runs() {
    var process = commands();
    var run = process.begin(new PaymentRuns.File("killed.csv", "bank", "olga"));
    var other = commands();
    var ended = other.begin(new PaymentRuns.File("ended.csv", "bank", "olga"));
    assertThat(desk.last()).extracting(PaymentRuns.Run::brokeOff).containsOnly(false);
    other.end(ended, new PaymentRuns.Counts(1, 0, 0));
    assertThat(desk.last()).extracting(PaymentRuns.Run::brokeOff).containsOnly(false);

    killSessionOf(run);

    assertThat(desk.last()).filteredOn(PaymentRuns.Run::brokeOff).extracting(one -> one.file().name())
        .containsExactly("killed.csv");
    assertThat(entries()).singleElement().satisfies(entry -> {
      assertThat(run(entry)).isEqualTo(run.toString());
      assertThat(entry.change().after()).containsEntry("why", "the process of the command is gone");
    });
    desk.last();
    assertThat(entries()).as("once").hasSize(1);
  }

  /// Ends the run's database session, as the server does when the client process is gone.
  private void killSessionOf(java.util.UUID run) {
    db.execute(
        "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and objid = (hashtext({0})::bigint & 4294967295)::oid",
        org.jooq.impl.DSL.val(run.toString()));
  }

  private JooqPaymentRuns commands() {
    return new JooqPaymentRuns(db, clock, Optional.empty());
  }

  private JooqPaymentRuns runs(String node) {
    return new JooqPaymentRuns(db, clock, Optional.of(node));
  }
}
