package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.API_KEY;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.TICKET;
import static org.obzvon.jooq.Tables.WEBHOOK;
import static org.obzvon.jooq.Tables.WEBHOOK_DELIVERY;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Commands;
import org.obzvon.app.Store;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.staff.Actor;
import org.obzvon.webhook.jooq.JooqEventOutbox;
import picocli.CommandLine;

/// Tests that every command that changes something leaves an entry in the audit log.
/// A new command has to be named here.
@Tag("slow")
class AuditedCommandLineTest {
  /// The commands that change nothing, that keep a store of their own as the rehearsal does,
  /// or that are the service itself.
  private static final Set<String> READING = Set.of(
      "api-key list", "appointments list", "campaign dry-run", "campaign list", "compare", "demo", "explain",
      "inbox list", "inbox read", "inbox show", "init", "ivr check", "ivr graph", "ivr simulate", "mail check",
      "mail test", "notices export", "notices list",
      "outage list", "person retained", "plan", "policy list", "policy show", "serve", "sms check", "sms preview",
      "stop list",
      "ticket list", "ticket show", "user list", "webhook deliveries", "webhook list");

  /// This command rings before it returns, and leaves its entry before that; `TestCallTest` covers it.
  private static final String TEST_CALL = "call test";

  @TempDir
  private Path folder;
  private final Map<String, Supplier<List<String>>> writing = new LinkedHashMap<>();
  private DSLContext db;
  private Path config;

  @BeforeEach
  void write_configuration() throws IOException {
    DataSource store = TestStore.freshDataSource();
    db = Store.context(store);
    config = file(
        "dialer.yaml",
        """
            database: {url: "jdbc:postgresql://localhost:%d/%s", user: postgres, password: postgres, pool: 4}
            exchanges:
              - {name: pbx, password: swordfish, channel: "PJSIP/{number}@carrier", lines: 20, calls-per-second: 2}
            """
            .formatted(TestStore.port(), TestStore.name(store)));
    name_commands();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void name_commands() throws IOException {
    String register = "account,name,phones,balance,currency,language,zone\n100,Ion,+37369000001,-150.00,MDL,ro,Europe/Chisinau\n";
    Path accounts = file("register.csv", register);
    Path payments = file("payments.csv", "external id,account,amount,paid at\np-1,100,5.00," + day(-1) + "\n");
    Path visits = file("visits.csv", "account,date,time\n100," + day(3) + ",10:00-12:00\n");
    Path campaign = file("c.yaml", YamlDefinitionTest.GOOD);
    Path other = file("d.yaml", YamlDefinitionTest.GOOD.replace("lines: 20", "lines: 19"));
    writes("register import", accounts.toString());
    writes("payments import", payments.toString());
    writes("appointments import", visits.toString());
    writes("appointments cancel", "100");
    writes("campaign create", campaign.toString());
    writes("campaign start", "november", "--underpowered-anyway");
    writes("campaign change", "november", other.toString());
    writes("campaign pause", "november");
    writes("backup", folder.resolve("copy").toString());
    writing.put("restore", () -> List.of(waitingRestore()));
    writes("campaign stop", "november");
    writes("stop add", "100", "--kind", "DISPUTE");
    writing.put("stop lift", () -> List.of(id(SUPPRESSION.ID)));
    writes("outage add", "Centru");
    writes("outage end", "Centru");
    writing.put("inbox close", () -> List.of(answered()));
    writing.put("ticket answer", () -> List.of(openTicket(), "--note", "a fitter comes"));
    writing.put("ticket close", () -> List.of(id(TICKET.ID), "--note", "cable changed"));
    writes("user add", "olga", "--name", "Olga", "--role", "supervisor");
    writes("user password", "olga");
    writes("user deactivate", "olga");
    writes("user activate", "olga");
    writes("person export", "100");
    writes("api-key create", "billing", "--scopes", "payments:write");
    writing.put("api-key revoke", () -> List.of(id(API_KEY.ID)));
    writes("webhook add", "https://billing.example.md/hook", "--events", "outcome");
    writing.put("webhook test", () -> List.of(id(WEBHOOK.ID)));
    writing.put("webhook retry", () -> List.of(givenUp()));
    writing.put("webhook pause", () -> List.of(id(WEBHOOK.ID)));
    writing.put("webhook enable", () -> List.of(id(WEBHOOK.ID)));
    writing.put("webhook remove", () -> List.of(id(WEBHOOK.ID)));
    writes("person retain");
    writes("person erase", "100", "--confirm");
  }

  private void writes(String command, String... words) {
    writing.put(command, () -> List.of(words));
  }

  private static LocalDate day(int fromToday) {
    return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday);
  }

  private String id(TableField<?, UUID> field) {
    return db.select(field).from(field.getTable()).fetchSingle(field).toString();
  }

  private String answered() {
    new JooqInbox(db).keep(new Incoming("g", "in-1", new Phone("+37369000001"), "OBZVON", "?", NOON));
    return id(SMS_INBOX.ID);
  }

  private String waitingRestore() {
    new JooqRestorations(db).begin(NOON, List.of(), NOON);
    return "--confirm";
  }

  private String openTicket() {
    UUID account = db.select(ACCOUNT.ID).from(ACCOUNT).fetchSingle(ACCOUNT.ID);
    var suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, () -> NOON),
        new JooqEventOutbox(db), () -> NOON);
    new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), suppressions)
        .heard(new Heard(Source.text(IdGenerator.next()), account, NonPaymentReason.QUALITY_OF_SERVICE, "no signal",
            NOON));
    return id(TICKET.ID);
  }

  private String givenUp() {
    db.update(WEBHOOK_DELIVERY).set(WEBHOOK_DELIVERY.STATE, "DEAD").set(WEBHOOK_DELIVERY.ENDED_AT, NOON).execute();
    return id(WEBHOOK_DELIVERY.ID);
  }

  private static Set<String> leaves(CommandLine command, String path) {
    Set<String> leaves = new TreeSet<>();
    command.getSubcommands().forEach(
        (name, sub) -> {
          String deeper = (path + " " + name).trim();
          leaves.addAll(sub.getSubcommands().isEmpty() ? Set.of(deeper) : leaves(sub, deeper));
        });
    return leaves;
  }

  @Test
  void a_command_either_reads_or_leaves_an_entry() {
    try (Commands root = new Commands()) {
      CommandLine line = root.commandLine();
      Set<String> named = new TreeSet<>(READING);
      named.addAll(writing.keySet());
      named.add(TEST_CALL);
      assertThat(leaves(line, "")).isEqualTo(named);
      writing.forEach((command, words) -> assertThatItIsNoted(line, command, words.get()));
    }
  }

  private void assertThatItIsNoted(CommandLine line, String command, List<String> words) {
    int before = db.fetchCount(AUDIT_ENTRY);
    List<String> all = new ArrayList<>(List.of("--config", config.toString()));
    all.addAll(List.of(command.split(" ")));
    all.addAll(words);
    StringWriter said = new StringWriter();
    PrintWriter heard = new PrintWriter(said, true);
    assertThat(line.setOut(heard).setErr(heard).execute(all.toArray(String[]::new))).as("%s: %s", command, said)
        .isZero();
    assertThat(db.fetchCount(AUDIT_ENTRY)).as(command).isGreaterThan(before);
    assertThat(db.select(AUDIT_ENTRY.ACTOR).from(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.ID.desc()).limit(1)
        .fetchSingle(AUDIT_ENTRY.ACTOR))
        .as(command).isEqualTo(Actor.COMMAND_LINE.name());
  }
}
