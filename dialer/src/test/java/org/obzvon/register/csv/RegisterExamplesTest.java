package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.RegisterImport.Origin;
import org.obzvon.register.RegisterImport.Outputs;
import org.obzvon.register.RegisterImport.Report;
import org.obzvon.register.ServiceState;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests the files under `deploy/examples`.
@Tag("slow")
class RegisterExamplesTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @TempDir
  Path directory;
  private final DSLContext store = TestStore.fresh();
  private final JooqAccounts accounts = new JooqAccounts(store);
  private final RegisterImport register = new CsvRegisterImport(new JooqSnapshots(store, CLOCK), CLOCK);

  @Test
  void every_example_can_be_imported_as_it_stands() {
    Path examples = Path.of(System.getProperty("project.root", "..")).resolve("deploy/examples");
    var nothing = Mapping.Defaults.NONE;
    Outputs outputs = new Outputs(Optional.of(directory.resolve("r.csv")), Optional.of(directory.resolve("w.csv")));
    Report ours = register.take(
        new RegisterImport.Request(
            examples.resolve("register.csv"), Optional.empty(),
            new Origin("billing", Optional.of(TODAY)),
            new Mapping.Defaults(Optional.of("RU"), Optional.empty(), Optional.empty(), Optional.empty()),
            outputs, new Manner(false, false)),
        Progress.NONE);
    assertThat(ours.accepted()).isEqualTo(20);
    assertThat(ours.warnings()).isEmpty();
    assertThat(ours.taken()).isEqualTo(new Taken.Stored(20, 18, 18, 0));
    Report foreign = register.take(
        new RegisterImport.Request(
            examples.resolve("register-1c.csv"), Optional.of(examples.resolve("mapping.yaml")),
            new Origin("1c", Optional.of(TODAY)), nothing, outputs, new Manner(false, false)),
        Progress.NONE);
    assertThat(foreign.form()).hasToString("windows-1251, separated by ;");
    assertThat(foreign.accepted()).isEqualTo(4);
    assertThat(foreign.heading().rejected()).as("one phone is 7,9E+10").isEqualTo(1);
    assertThat(foreign.taken()).isEqualTo(new Taken.Stored(4, 3, 3, 0));
    assertThat(accounts.byNumber("900001").orElseThrow().debt().balance()).hasToString("-1234.50 RUB");
    assertThat(accounts.byNumber("900003").orElseThrow().subscription().state()).isEqualTo(ServiceState.RESTRICTED);
  }
}
