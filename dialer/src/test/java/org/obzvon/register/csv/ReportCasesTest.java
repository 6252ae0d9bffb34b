package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Finding;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests registers as spreadsheets and reports write them: a line that names the separator, titles above, totals below.
@Tag("slow")
class ReportCasesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T09:00:00Z"));
  @TempDir
  private Path folder;
  private final DSLContext store = TestStore.fresh();

  private static String text(String name) throws IOException {
    return Files.readString(Path.of(ReportCasesTest.class.getResource("/cases/" + name).getPath()));
  }

  private RegisterImport.Report take(String text) throws IOException {
    return new CsvRegisterImport(new JooqSnapshots(store, CLOCK), CLOCK)
        .take(
            new RegisterImport.Request(
                Files.writeString(folder.resolve("register.csv"), text), Optional.empty(),
                new RegisterImport.Origin("billing", Optional.of(LocalDate.of(2026, 11, 27))), Mapping.Defaults.NONE,
                new RegisterImport.Outputs(Optional.empty(), Optional.empty()), new Manner(false, true)),
            Progress.NONE);
  }

  private void holds100101() {
    assertThat(store.fetchCount(ACCOUNT)).isEqualTo(1);
    assertThat(new JooqAccounts(store).byNumber("100101").orElseThrow().debt().balance()).hasToString("-650.00 RUB");
  }

  @Test
  void a_first_line_that_names_the_separator_is_no_header() throws IOException {
    RegisterImport.Report report = take(text("register-excel-sep.csv"));
    assertThat(report.rows().read()).isEqualTo(1);
    assertThat(report.rows().remarks()).isEmpty();
    holds100101();
    assertThat(take("\"sep=,\"\n"
        + text("register-excel-sep.csv").substring(7).replace("-650,00", "-650.00").replace(';', ',')).accepted())
        .isEqualTo(1);
  }

  @Test
  void titles_above_and_totals_below_a_report_are_left_out_and_told() throws IOException {
    RegisterImport.Report report = take(text("register-1c-report.csv"));
    assertThat(report.rows().read()).isEqualTo(1);
    assertThat(report.heading().rejected()).isZero();
    assertThat(report.rows().remarks()).extracting(Finding::line).containsExactly(1, 6);
    assertThat(report.rows().remarks()).extracting(found -> found.reason().code())
        .containsExactly("row.titles", "row.totals");
    holds100101();
  }

  @Test
  void a_total_that_the_rows_do_not_come_to_refuses_the_register() {
    assertThatThrownBy(() -> take(text("register-1c-report.csv").replace("Итого;;;-650,00", "Итого;;;-1650,00")))
        .isInstanceOf(BadInput.class).hasMessageContaining(":6: balance").hasMessageContaining("-1650");
    assertThat(store.fetchCount(ACCOUNT)).isZero();
  }

  @Test
  void a_file_without_any_header_is_refused_as_before() {
    assertThatThrownBy(() -> take("Реестр\n1;2;3\n")).isInstanceOf(BadInput.class)
        .hasMessageContaining("unknown column");
  }
}
