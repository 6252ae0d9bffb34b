package org.obzvon.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.app.Store;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.Snapshots.Taken;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;
import org.postgresql.PGConnection;

/// Measures the import of a register beside a bare `COPY` of the same file into a table of texts: a new register, the
/// same one again, and one in which every twentieth account has changed; each is the median of three. It runs in a
/// process with a heap of 256 MB, unless `register.bench.heap` names another.
@Tag("bench")
class RegisterImportBench {
  private static final int TIMES = 3;
  private static final String HEAP = System.getProperty("register.bench.heap", "256m");
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private static final String BARE = "create table bare (a text, b text, c text, d text, e text, f text, g text, h text,"
      + " i text, j text)";

  @ParameterizedTest
  @ValueSource(ints = {100_000, 1_000_000})
  void a_register_is_measured_in_a_small_heap(int rows, @TempDir Path folder) throws Exception {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + HEAP, "-Dorg.jooq.no-logo=true",
        "-Dorg.jooq.no-tips=true", "-cp", System.getProperty("java.class.path"), RegisterImportBench.class.getName(),
        Integer.toString(rows), folder.toString())
        .inheritIO().start();
    assertThat(process.waitFor(2, TimeUnit.HOURS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void the_files_differ_in_every_twentieth_account(@TempDir Path folder) throws IOException {
    Path before = file(folder, "a.csv", 100, 0);
    Path after = file(folder, "b.csv", 100, 1);
    var lines = Files.readAllLines(after);
    lines.removeAll(Files.readAllLines(before));
    assertThat(lines).hasSize(5);
  }

  /// Runs the measurement.
  ///
  /// @param arguments how many rows, and a folder for the files
  public static void main(String[] arguments) throws Exception {
    int rows = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]);
    Path before = file(folder, "before.csv", rows, 0);
    Path after = file(folder, "after.csv", rows, 1);
    double[][] seconds = new double[4][TIMES];
    for (int i = 0; i < TIMES; i++) {
      try (HikariDataSource database = TestStore.pooled(4)) {
        seconds[0][i] = bare(database, before);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));
        var register = new CsvRegisterImport(new JooqSnapshots(Store.context(database), clock), clock);
        seconds[1][i] = taken(register, before, rows, FIRST);
        seconds[2][i] = taken(register, before, rows, FIRST.plusDays(1));
        seconds[3][i] = taken(register, after, rows, FIRST.plusDays(2));
      }
    }
    double bare = median(seconds[0]);
    System.out.printf(Locale.ROOT, "%d rows, heap of %d MB: bare copy %.2f s%n", rows,
        Runtime.getRuntime().maxMemory() >> 20, bare);
    String[] names = {"", "new register", "the same again", "5 % changed"};
    for (int i = 1; i < names.length; i++) {
      System.out.printf(Locale.ROOT, "  %-15s %7.2f s, %5.1f times the bare copy%n", names[i], median(seconds[i]),
          median(seconds[i]) / bare);
    }
    System.exit(0);
  }

  private static double median(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double taken(RegisterImport register, Path file, int rows, LocalDate day) {
    var request = new RegisterImport.Request(
        file, Optional.empty(), new RegisterImport.Origin("billing", Optional.of(day)),
        new Mapping.Defaults(Optional.of("RU"), Optional.empty(), Optional.empty(), Optional.empty()),
        new RegisterImport.Outputs(Optional.empty(), Optional.empty()), new Manner(false, false));
    long begin = System.nanoTime();
    RegisterImport.Report report = register.take(request, Progress.NONE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(((Taken.Stored) report.taken()).accounts()).isEqualTo(rows);
    return seconds;
  }

  private static double bare(HikariDataSource database, Path file) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        InputStream in = Files.newInputStream(file)) {
      statement.execute(BARE);
      long begin = System.nanoTime();
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bare from stdin csv header", in);
      double seconds = (System.nanoTime() - begin) / 1e9;
      statement.execute("drop table bare");
      return seconds;
    }
  }

  /// Writes a register in which three of ten accounts have two phones, and one of ten shares the second one.
  ///
  /// @param version every twentieth account has another balance in each
  private static Path file(Path folder, String name, int rows, int version) throws IOException {
    Path file = folder.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("account,name,phones,address,district,balance,currency,debt since,language,zone\n");
      for (int i = 0; i < rows; i++) {
        String second = switch (i % 10) {
          case 7, 8 -> ", 8901%07d".formatted(i);
          case 9 -> ", 8902%07d".formatted(i / 20);
          default -> "";
        };
        int balance = i % 5000 + 1 + (i % 20 == 3 ? version : 0);
        out.write(
            "A%08d,Иванов Пётр Сергеевич,\"8900%07d%s\",\"ул. Мира, %d\",Центр,-%d.50,RUB,2026-10-%02d,ru,Europe/Moscow\n"
                .formatted(i, i, second, i, balance, i % 20 + 1));
      }
    }
    return file;
  }
}
