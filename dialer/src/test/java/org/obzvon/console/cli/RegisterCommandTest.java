package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.csv.CsvPaymentFileImport;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.register.Phone;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;
import picocli.CommandLine;

@Tag("slow")
class RegisterCommandTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));

  @TempDir
  Path directory;
  private CommandLine root;
  private StringWriter out;

  @CommandLine.Command
  private static final class Root {}

  private static final Withdrawals ONE_EACH = new Withdrawals() {
    @Override
    public int ofAccounts(Collection<UUID> accounts, String why) {
      return accounts.size();
    }

    @Override
    public int ofPromises(Collection<UUID> promises, String why) {
      return promises.size();
    }

    @Override
    public int ofHouseholds(Collection<UUID> households, String why) {
      return households.size();
    }

    @Override
    public int ofCampaign(UUID campaign, String why) {
      return 1;
    }
  };

  @BeforeEach
  void open() {
    DSLContext store = TestStore.fresh();
    out = new StringWriter();
    root = new CommandLine(new Root());
    root.addSubcommand(new RegisterCommand(() -> new CsvRegisterImport(new JooqSnapshots(store, CLOCK), CLOCK)));
    root.addSubcommand(
        new PaymentsCommand(
            () -> new CsvPaymentFileImport(new PaymentImport(new JooqPayments(store, CLOCK), ONE_EACH))));
    root.setOut(new PrintWriter(out, true));
    root.setErr(new PrintWriter(out, true));
    root.setExecutionExceptionHandler(
        (failure, line, _) -> {
          line.getOut().println(failure.getMessage());
          return failure instanceof BadInput ? 2 : 1;
        });
  }

  @Test
  void an_import_prints_what_came_of_every_row() throws IOException {
    String file = file(
        "r.csv",
        "account,name,phones,balance\n1,A,\"89000000101, 77\",-650\n2,B,7.9E+10,-300\n3,C,89000000101,-1\n");
    int exit = run("register", "import", file, "--region", "ru", "--zone=Europe/Moscow", "--language=ru",
        "--currency", "rub", "--date", "2026-11-22");
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines(
        """
        %1$s: UTF-8, separated by ,; register of billing, 2026-11-22
          rows read      3
          accepted       2
          rejected       1  (see %1$s.rejected.csv)
          warnings       1
            phones: is not a telephone number of RU; the other phones were taken (1 row; line 2 '77')
          households     1, 1 of them new
          left register  0
        """.formatted(file));
    assertThat(directory.resolve("r.csv.rejected.csv")).exists();
  }

  @Test
  void the_same_file_again_is_said_to_be_taken_already_and_a_dry_run_says_that_it_is_one() throws IOException {
    String file = file("r.csv", "account,name,phones,balance,zone\n1,A,+79000000101,-650,Europe/Moscow\n");
    run("register", "import", file, "--language=ru", "--currency=RUB");
    assertThat(run("register", "import", file, "--language=ru", "--currency=RUB")).isZero();
    assertThat(out.toString()).contains("this very file was taken at 2026-11-22T09:00:00Z; nothing was changed");
    run("register", "import", file, "--language=ru", "--currency=RUB", "--again", "--dry-run");
    assertThat(out.toString()).endsWith("dry run: nothing was changed" + System.lineSeparator());
  }

  @Test
  void positive_balances_are_remarked_until_the_mapping_says_that_they_are_debts() throws IOException {
    String file = file("r.csv", "Konto;name;phones;balance;zone\n1;A;+79000000101;650;Europe/Moscow\n");
    String columns = "columns: {Konto: account}\ndefaults: {language: ru, currency: RUB}\n";
    String mapping = file("m.yaml", columns);
    assertThat(run("register", "import", file, "--mapping", mapping)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("balance: owes nothing; where debts are positive, map balance: debt-positive");
    mapping = file("m.yaml", columns + "balance: debt-positive\n");
    String warnings = directory.resolve("w.csv").toString();
    assertThat(run("register", "import", file, "--mapping", mapping, "--again", "--warnings", warnings)).isZero();
    assertThat(out.toString()).contains("warnings       0");
    assertThat(Path.of(warnings)).doesNotExist();
  }

  @Test
  void what_cannot_be_taken_ends_with_2_and_says_why() throws IOException {
    String file = file("r.csv", "konto,name\n1,A\n");
    assertThat(run("register", "import", file)).isEqualTo(2);
    assertThat(out.toString()).contains("r.csv:1: 'konto': is an unknown column");
    assertThat(run("register", "import", file, "--zone", "MSK")).isEqualTo(2);
    assertThat(out.toString()).contains("--zone: must be a zone such as Europe/Moscow, not 'MSK'");
    assertThat(run("register", "import", file, "--region", "Russia")).isEqualTo(2);
    assertThat(run("register", "import", file, "--currency", "roubles")).isEqualTo(2);
    assertThat(run("register", "import", file, "--language", "de")).isEqualTo(2);
    assertThat(run("register", "import", directory.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("register", "import", file, "--rejected", file)).isEqualTo(2);
  }

  @Test
  void payments_are_imported_and_counted() throws IOException {
    String register = file("r.csv", "account,name,phones,balance,zone\n1,A,+79000000101,-650,Europe/Moscow\n");
    run("register", "import", register, "--language=ru", "--currency=RUB");
    String file = file("p.csv", "external id;account;amount;paid at\nP1;1;650;22.11.2026\nP2;7;1;22.11.2026\n");
    assertThat(run("payments", "import", file)).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("taken              1").contains("rejected           1  (see " + file + ".rejected.csv)")
        .contains("contacts withdrawn 1");
    assertThat(run("payments", "import", file, "--zone", "nowhere")).isEqualTo(2);
  }

  @Test
  void json_tells_counts_and_every_finding_with_line_column_code_and_words() throws IOException {
    String file = file("r.csv", "account,name,phones,balance\n1,A,\"89000000101, 77\",-650\n2,B,7.9E+10,-300\n");
    String[] import_ = {"register", "import", file, "--region=ru", "--zone=Europe/Moscow", "--language=ru",
      "--currency=rub", "--json"};
    assertThat(run(import_)).isZero();
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.get("read").asInt()).isEqualTo(2);
    assertThat(told.get("accepted").asInt()).isEqualTo(1);
    assertThat(told.get("rejected").asInt()).isEqualTo(1);
    assertThat(told.get("households").asInt()).isEqualTo(1);
    assertThat(told.get("findings")).extracting(one -> one.get("line").asInt() + " " + one.get("column").asText() + " "
        + one.get("code").asText() + " " + one.get("severity").asText())
        .containsExactly("3 phones row.digits-lost error", "2 phones row.other-phones-taken warning");
    assertThat(told.get("findings").get(0).get("words").asText()).startsWith("has lost digits in a spreadsheet");
    String payments = file("p.csv", "external id;account;amount;paid at\nP1;1;650;22.11.2026\nP2;7;1;22.11.2026\n");
    assertThat(run("payments", "import", payments, "--json")).isZero();
    told = new ObjectMapper().readTree(out.toString());
    assertThat(told.get("read").asInt()).isEqualTo(2);
    assertThat(told.get("accepted").asInt()).isEqualTo(1);
    assertThat(told.get("rejected").asInt()).isEqualTo(1);
    assertThat(told.get("findings").get(0).get("code").asText()).isEqualTo("payment.account-unknown");
  }

  @Test
  void json_of_a_file_that_is_refused_tells_why_and_how_many_rows_were_rejected() throws IOException {
    String file = file("r.csv", "account,name,phones,balance\n2,B,7.9E+10,-300\n");
    root.setErr(new PrintWriter(new StringWriter()));
    root.setExecutionExceptionHandler((_, _, _) -> 2);
    assertThat(run("register", "import", file, "--json")).isEqualTo(2);
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.get("read").asInt()).isEqualTo(1);
    assertThat(told.get("rejected").asInt()).isEqualTo(1);
    assertThat(told.get("refused").asBoolean()).isTrue();
    assertThat(told.get("findings")).extracting(one -> one.get("code").asText())
        .contains("row.digits-lost", "file.all-rejected");
  }

  private int run(String... line) {
    out.getBuffer().setLength(0);
    return root.execute(line);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
