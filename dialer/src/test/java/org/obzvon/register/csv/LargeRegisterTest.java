package org.obzvon.register.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.jooq.JooqSnapshots;

/// Measures the import of a hundred thousand accounts, twice: as new accounts, and again the next day.
@Tag("bench")
class LargeRegisterTest {
  private static final int ACCOUNTS = 100_000;

  @Test
  void a_hundred_thousand_accounts_are_taken_and_taken_again(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("large.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("account,name,phones,address,district,balance,currency,debt since,language,zone\n");
      for (int i = 0; i < ACCOUNTS; i++) {
        out.write(
            ("A%06d,Иванов Пётр Сергеевич,\"8900%07d, 8901%07d\",\"ул. Мира, %d\",Центр,-%d.50,RUB,2026-11-01,"
                + "ru,Europe/Moscow\n")
                .formatted(i, i, i / 2, i, i % 5000 + 1));
      }
    }
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));
    var register = new CsvRegisterImport(new JooqSnapshots(TestStore.fresh(), clock), clock);
    for (int day = 21; day <= 22; day++) {
      var request = new RegisterImport.Request(
          file, Optional.empty(),
          new RegisterImport.Origin("billing", Optional.of(LocalDate.of(2026, 11, day))),
          new Mapping.Defaults(Optional.of("RU"), Optional.empty(), Optional.empty(), Optional.empty()),
          new RegisterImport.Outputs(Optional.empty(), Optional.empty()), new Manner(false, false));
      long begin = System.nanoTime();
      var report = register.take(request, new Stopwatch());
      System.out.printf("%d accounts in %.1f s%n", report.accepted(), (System.nanoTime() - begin) / 1e9);
      assertThat(((Taken.Stored) report.taken()).accounts()).isEqualTo(ACCOUNTS);
      assertThat(((Taken.Stored) report.taken()).households()).isEqualTo(ACCOUNTS / 2);
    }
  }

  /// Prints the time of each stage.
  private static final class Stopwatch implements Progress {
    private long begin = System.nanoTime();
    private String stage = "opening";

    @Override
    public void stage(String name, long expected) {
      System.out.printf("%s took %.1f s%n", stage, (System.nanoTime() - begin) / 1e9);
      stage = name;
      begin = System.nanoTime();
    }

    @Override
    public void advance(long by) {
      if (stage.isEmpty()) {
        throw new IllegalStateException("no stage was begun");
      }
    }
  }
}
