package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.AppointmentFileImport.Report;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.register.jooq.JooqAppointments;

@Tag("slow")
class CsvAppointmentFileImportTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(TestData.NOON);
  private final JooqAppointments appointments = new JooqAppointments(db, clock);
  @TempDir
  Path folder;

  private Report take(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "account;date;time\n" + rows);
    return new CsvAppointmentFileImport(appointments, clock).take(file, Optional.empty());
  }

  @Test
  void rows_are_taken_moved_and_known_and_bad_ones_come_back_with_their_reason() throws IOException {
    TestData data = new TestData(db);
    data.debtor("A1", TODAY);
    data.debtor("A2", TODAY);
    Report first = take("A1;2026-11-20;9:00-12:00\nA2;21.11.2026;10:00-12:00\nA3;2026-11-20;10:00-12:00\n"
        + "A2;2026-11-01;10:00-12:00\nA2;2026-11-21;12:00-10:00\n");
    assertThat(first)
        .isEqualTo(
            new Report(
                FileFormSentence.SEPARATED.with("UTF-8", ";"), 2, 0, 0, 3, 2, first.rows(),
                Optional.of(folder.resolve("a.csv.rejected.csv"))));
    assertThat(first.rows().read()).as("each row is taken or rejected").isEqualTo(5);
    assertThat(Files.readString(folder.resolve("a.csv.rejected.csv")))
        .contains("4,account,A3,is unknown", "5,date,2026-11-01,lies in the past", "6,time,12:00-10:00,is not a span");
    Report again = take("A1;2026-11-20;9:00-12:00\nA2;2026-11-24;10:00-12:00\n");
    assertThat(again).isEqualTo(new Report(FileFormSentence.SEPARATED.with("UTF-8", ";"), 0, 1, 1, 0, 2, again.rows(),
        Optional.empty()));
    assertThat(appointments.coming(TODAY, 10))
        .containsExactly(
            new Appointment("A1", LocalDate.of(2026, 11, 20), LocalTime.of(9, 0), LocalTime.of(12, 0)),
            new Appointment("A2", LocalDate.of(2026, 11, 24), LocalTime.of(10, 0), LocalTime.of(12, 0)));
    assertThat(appointments.cancel("A2", TODAY)).isTrue();
    assertThat(appointments.cancel("A2", TODAY)).isFalse();
  }

  @Test
  void the_example_file_is_read_and_a_strange_column_is_named() throws IOException {
    Path example = Path.of(System.getProperty("project.root"), "deploy/examples/appointments.csv");
    assertThat(new CsvAppointmentFileImport(appointments, clock).take(example, Optional.of(folder.resolve("r.csv")))
        .rejected())
        .isEqualTo(2);
    Path file = Files.writeString(folder.resolve("b.csv"), "account,date,hour\nA1,2026-11-20,10:00-12:00\n");
    assertThatThrownBy(() -> new CsvAppointmentFileImport(appointments, clock).take(file, Optional.empty()))
        .isInstanceOf(BadInput.class).hasMessageContaining("'hour'");
  }
}
