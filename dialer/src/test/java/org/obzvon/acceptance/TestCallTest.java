package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Adapters;
import org.obzvon.app.TestCaller;
import org.obzvon.call.TestCalls;
import org.obzvon.commands.TestCallUseCases;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour;
import org.obzvon.rehearsal.KeyPress;
import org.obzvon.rehearsal.exchange.SimulatedExchange;
import org.obzvon.rehearsal.exchange.SimulatedExchangeSettings;
import org.obzvon.staff.Actor;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Tests calls to one's own numbers over AMI and FastAGI to the rehearsal's simulated exchange.
@Tag("slow")
class TestCallTest {
  private static final Phone OURS = new Phone("+79005550077");
  private static final String SECRET = "of this run alone";

  @TempDir
  private Path folder;
  private final DSLContext db = TestStore.fresh();
  private final List<Phone> rung = new CopyOnWriteArrayList<>();
  private List<KeyPress> presses = List.of();
  private SimulatedExchange exchange;
  private TestCaller caller;

  @BeforeEach
  void open() {
    exchange = new SimulatedExchange(
        SimulatedExchangeSettings.of(new SimulatedExchangeSettings.Login("obzvon", SECRET)),
        (phone, _, _) -> {
          rung.add(phone);
          return new CallBehaviour.PersonAnswers(Duration.ofMillis(200), presses, true);
        },
        Clock.systemUTC());
    Path file = new TestFolder(folder).write(
        "dialer.yaml",
        """
            contact: {allowed-prefixes: ["+7"], test-numbers: ["%s"]}
            ivr: {office-phone: "22 00 00 00"}
            exchanges:
              - {name: pbx, port: %d, user: obzvon, password: "%s", channel: "PJSIP/{number}@rehearsal", lines: 4,
                 calls-per-second: 4}
            """.formatted(OURS.e164(), exchange.port(), SECRET));
    Settings settings = SettingsFile.read(file);
    caller = new TestCaller(new Adapters(db, settings, InstalledContent.load(settings), Clock.systemUTC()), settings);
    new TestData(db).debtor("A1", LocalDate.of(2026, 11, 1));
  }

  @AfterEach
  void close() {
    exchange.close();
  }

  private static TestCalls.Request request(Phone number, String script, String account) {
    return new TestCalls.Request(number, script, account, Optional.empty(), Optional.empty());
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    db.fetch("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
        .forEach(row -> counts.put(row.get(0, String.class),
            db.fetchCount(DSL.table(DSL.name(row.get(0, String.class))))));
    return counts;
  }

  @Test
  void a_test_call_is_led_to_its_end_and_no_table_knows_of_it() {
    presses = List.of(new KeyPress.Press('1', Duration.ofMillis(50)), new KeyPress.HangUp(Duration.ofMillis(50)));
    Map<String, Integer> before = counts();
    TestCalls.Result result = caller.call(request(OURS, "payment-active", "A1"));
    assertThat(rung).containsExactly(OURS);
    assertThat(result.outcome()).isInstanceOf(ContactOutcome.Reached.class);
    assertThat(result.talked()).isPresent();
    assertThat(result.trace().keys()).startsWith("1");
    assertThat(counts()).isEqualTo(before);
  }

  @Test
  void the_stop_key_of_a_test_call_stops_nobody() {
    presses = List.of(new KeyPress.Press('9', Duration.ofMillis(50)));
    Map<String, Integer> before = counts();
    TestCalls.Result result = caller.call(request(OURS, "payment-active", "A1"));
    assertThat(result.outcome()).isEqualTo(new ContactOutcome.Undeliverable(ContactOutcome.Refusal.OPTED_OUT));
    assertThat(counts()).isEqualTo(before);
  }

  @Test
  void only_listed_numbers_existing_accounts_and_existing_scripts_are_called() {
    refused(request(new Phone("+79005550078"), "payment-active", "A1"), "is none of 'contact: test-numbers'");
    refused(request(OURS, "payment-active", "A2"), "no account of that number");
    refused(request(OURS, "no-such-script", "A1"), "there is no script 'no-such-script'");
    refused(
        new TestCalls.Request(OURS, "payment-active", "A1", Optional.of("other"), Optional.empty()),
        "there is none of that name");
    assertThat(rung).isEmpty();
  }

  private void refused(TestCalls.Request request, String why) {
    assertThatThrownBy(() -> caller.check(request)).isInstanceOf(BadInput.class).hasMessageContaining(why);
    assertThatThrownBy(() -> caller.call(request)).isInstanceOf(BadInput.class).hasMessageContaining(why);
  }

  @Test
  void an_exchange_that_cannot_be_reached_is_named() {
    exchange.close();
    assertThatThrownBy(() -> caller.call(request(OURS, "payment-active", "A1")))
        .isInstanceOf(BadInput.class).hasMessageContaining("pbx cannot be reached");
  }

  @Test
  void who_commanded_a_test_call_is_in_the_audit_log() {
    presses = List.of(new KeyPress.HangUp(Duration.ofMillis(50)));
    JooqAuditLog log = new JooqAuditLog(db, Clock.systemUTC());
    TestCallUseCases desk = new TestCallUseCases(caller, log, Clock.systemUTC());
    desk.call(Actor.COMMAND_LINE, request(OURS, "payment-active", "A1"));
    assertThat(db.fetchValue("select action || ' ' || subject from audit_entry")).isEqualTo("call test account A1");
  }
}
