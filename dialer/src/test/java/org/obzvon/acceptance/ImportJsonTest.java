package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Commands;

/// Tests what the import commands print with `--json`, on an embedded database of their own that is empty at first.
@Tag("slow")
class ImportJsonTest {
  @TempDir
  private Path folder;
  private Path config;

  @BeforeEach
  void write_configuration() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      config = Files.writeString(folder.resolve("dialer.yaml"), "database: {port: " + socket.getLocalPort() + "}\n");
    }
  }

  private String run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--config", config.toString()));
    all.addAll(List.of(arguments));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (Commands root = new Commands()) {
      int code = root.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
          .execute(all.toArray(String[]::new));
      assertThat(code).as(out + "\n" + err).isZero();
    }
    return out.toString();
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(run(arguments));
  }

  /// Returns a copy of the example, since a list of rejected rows is written beside the file.
  private String example(String name) throws IOException {
    return Files.write(folder.resolve(name), getClass().getResourceAsStream("/cases/" + name).readAllBytes())
        .toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void takesOneAccount(JsonNode told) {
    assertThat(told.get("read").asInt()).isEqualTo(1);
    assertThat(told.get("accepted").asInt()).isEqualTo(1);
    assertThat(told.get("rejected").asInt()).isZero();
    assertThat(told.get("households").asInt()).isEqualTo(1);
  }

  @Test
  void a_report_of_1c_with_titles_and_totals_is_taken_into_an_empty_store() throws IOException {
    JsonNode told = json("register", "import", example("register-1c-report.csv"), "--date", "2026-11-27", "--json");
    takesOneAccount(told);
    assertThat(told.get("findings").findValuesAsText("code")).containsExactly("row.titles", "row.totals");
    assertThat(run("explain", "100101")).contains("Owes 650.00 RUB");
  }

  @Test
  void a_file_whose_first_line_names_the_separator_is_taken_into_an_empty_store() throws IOException {
    JsonNode told = json("register", "import", example("register-excel-sep.csv"), "--date", "2026-11-27", "--json");
    takesOneAccount(told);
    assertThat(told.get("findings")).isEmpty();
    assertThat(run("explain", "100101")).contains("Owes 650.00 RUB");
  }

  @Test
  void payments_and_appointments_tell_the_households_of_the_rows_that_were_accepted() throws IOException {
    run("register", "import", "--date", "2026-11-20",
        file("register.csv",
            "account;name;phones;balance;currency;language;zone\n1;A;+79161204567;-500,00;RUB;ru;Europe/Moscow\n"
                + "2;B;+79161204567;-500,00;RUB;ru;Europe/Moscow\n3;C;+79161234568;-500,00;RUB;ru;Europe/Moscow\n"));
    JsonNode paid = json("payments", "import", "--source", "bank", "--json",
        file("payments.csv",
            "external id,account,amount,paid at\np-1,1,10.00,2026-11-21\np-2,2,10.00,2026-11-21\np-3,404,1.00,2026-11-21\n"));
    assertThat(paid.get("accepted").asInt()).isEqualTo(2);
    assertThat(paid.get("rejected").asInt()).isEqualTo(1);
    assertThat(paid.get("households").asInt()).isEqualTo(1);

    LocalDate coming = LocalDate.now(ZoneOffset.UTC).plusDays(3);
    JsonNode visits = json("appointments", "import", "--json",
        file("visits.csv",
            "account;date;time\n1;%1$s;10:00-12:00\n2;%1$s;10:00-12:00\n3;%1$s;14:00-16:00\n404;%1$s;9:00-10:00\n"
                .formatted(coming)));
    assertThat(visits.get("accepted").asInt()).isEqualTo(3);
    assertThat(visits.get("rejected").asInt()).isEqualTo(1);
    assertThat(visits.get("households").asInt()).isEqualTo(2);
  }
}
