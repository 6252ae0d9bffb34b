package org.obzvon.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.comparison.csv.CsvAccountFile;

/// Measures the time for a file of a million accounts, next to the time for merely reading its lines.
@Tag("slow")
@Tag("bench")
class MillionAccountsTest {
  private static final int ACCOUNTS = 1_000_000;
  private static final List<String> ARMS = List.of("HOLD_OUT", "SMS", "ROBOT", "OPERATOR");

  @TempDir
  Path folder;

  @Test
  void a_million_accounts_are_compared() throws IOException {
    Path file = write();
    long start = System.nanoTime();
    try (var lines = Files.lines(file)) {
      assertThat(lines.count()).isEqualTo(ACCOUNTS + 1);
    }
    long read = System.nanoTime();
    AccountFile.Reading reading = new CsvAccountFile().read(file, Optional.of("prior"));
    Comparison comparison = Analysis.of(reading.table(), new ComparisonQuestion("HOLD_OUT", 30, Map.of(), 5000),
        reading.remarks());
    long done = System.nanoTime();
    assertThat(comparison.arms().stream().mapToInt(arm -> arm.counts().accounts()).sum()).isEqualTo(ACCOUNTS);
    System.out.printf(
        "a million accounts: lines %s, comparison %s%n", Duration.ofNanos(read - start), Duration.ofNanos(done - read));
  }

  private Path write() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Path file = folder.resolve("accounts.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("account_id,household_id,arm,event,time_days,amount_paid,contact_cost,reached,reason,prior\n");
      for (int account = 0; account < ACCOUNTS; account++) {
        int household = account * 7 / 10;
        int arm = household % 4;
        double day = -Math.log(random.nextDouble()) * 40;
        boolean paid = day < 45;
        out.write("ACC-" + account + ",HH-" + household + "," + ARMS.get(arm) + (paid ? ",1," : ",0,")
            + Math.min(day, 45) + "," + (paid ? random.nextInt(500) : 0) + "," + arm + "," + random.nextInt(2) + ",R"
            + random.nextInt(4) + "," + random.nextInt(500) + "\n");
      }
    }
    return file;
  }
}
