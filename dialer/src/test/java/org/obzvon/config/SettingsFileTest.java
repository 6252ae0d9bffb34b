package org.obzvon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.alert.Alert;
import org.obzvon.alert.AlertWatch;
import org.obzvon.alert.smtp.SmtpSettings;
import org.obzvon.call.ami.NumberFormat;
import org.obzvon.document.BadInput;
import org.obzvon.queue.LineNumbering;
import org.obzvon.register.Phone;

/// Tests that the reference file and the code agree, and that any error in a file stops the start and names its line.
class SettingsFileTest {
  private static final Path REFERENCE = Path.of(System.getProperty("project.root", ".."), "deploy", "dialer.yaml");
  private static final String EXCHANGE = """
      exchanges:
        - name: pbx
          password: swordfish
          channel: "PJSIP/{number}@carrier"
          lines: 20
          calls-per-second: 2.5
      """;

  @TempDir
  private Path folder;

  private Settings read(String text) throws IOException {
    return SettingsFile.read(Files.writeString(folder.resolve("dialer.yaml"), text));
  }

  @Test
  void the_reference_file_shows_the_defaults() {
    Path folderOfFile = REFERENCE.toAbsolutePath().getParent();
    assertThat(SettingsFile.read(REFERENCE)).isEqualTo(SettingsFile.defaults(folderOfFile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "database", "http", "contact", "ivr", "speech", "agi", "queue", "schedule", "stop", "exchanges", "webhooks",
        "reasons", "log", "mail", "retention"
      })
  void every_key_that_the_code_knows_stands_in_the_reference_file(String section) throws IOException {
    String text = switch (section) {
      case "" -> "unheard-of: 1\n";
      case "exchanges" -> "exchanges: [{unheard-of: 1}]\n";
      default -> section + ": {unheard-of: 1}\n";
    };
    String reference = Files.readString(REFERENCE).replace("#~ ", "");
    for (String key : known(text)) {
      assertThat(reference).containsPattern("(?m)^[ -]*" + key + ":");
    }
  }

  private List<String> known(String text) throws IOException {
    try {
      read(text);
    } catch (BadInput e) {
      String message = e.getMessage();
      assertThat(message).contains("is an unknown key; known here: ");
      return Arrays.asList(message.substring(message.indexOf("known here: ") + 12).split(", "));
    }
    throw new AssertionError("an unknown key was taken: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "database: {port: 80}                        | database.port: must be a whole number from 1024 to 65535",
        "database: {user: me}                        | has a user or password but no url",
        "database: {owner: me}                       | has a user or password but no url",
        "database: {url: 'jdbc:postgresql://h/d', user: me, owner: me} | database.owner: must be another account than user",
        "database: {url: 'jdbc:postgresql://h/d', user: me, owner-password: x} | has an owner-password but no owner",
        "webhooks: {hosts: ['http://a.md']}          | webhooks.hosts[0]: must be the name or address of a host",
        "database: {url: 'mysql://x'}                | must begin with jdbc:postgresql://",
        "contact: {allowed-prefixes: ['373']}        | must be the beginning of an international number",
        "queue: {lease: 10s, heartbeat: 8s}          | heartbeat must be at most half of the lease",
        "reasons: {forgot: {ticket: maybe}}          | reasons.forgot.ticket: must be no, yes, until-answered or until-closed",
        "reasons: {moved: {pause: 91}}               | reasons.moved.pause: must be a whole number from 0 to 90",
        "reasons: {moved: {pause-of: number}}        | reasons.moved.pause-of: says how a pause is counted",
        "reasons: {quality-of-service: {pause: 9}}   | reasons.quality-of-service: needs a ticket",
        "reasons: {laziness: {ticket: yes}}          | reasons.laziness: is an unknown key",
        "queue: {poll: 0s}                           | must be longer than nothing",
        "queue: {poll: 5}                            | must be a time with its unit",
        "speech: {voices: {ru: 'x; rm', ro: ro, en: en}} | must be a voice of espeak-ng",
        "exchanges: [{name: pbx}]                    | exchanges[0]",
        "mail: {host: h, from: 'a@b.md\\nBcc: c@d.md', to: [a@b.md]} | mail.from: must be one mail address",
        "mail: {host: h, from: a@b.md, to: ['Noc <a@b.md>']} | mail.to[0]: must be one mail address",
        "mail: {host: h, from: a@b.md, to: []}       | mail.to: must list 1 to 50 addresses",
        "mail: {from: a@b.md, to: [a@b.md]}          | mail",
        "mail: {host: 'a b', from: a@b.md, to: [a@b.md]} | mail.host: must be the name or address",
        "mail: {host: h, security: ssl, from: a@b.md, to: [a@b.md]} | mail.security: must be none, starttls or tls",
        "mail: {host: h, user: me, from: a@b.md, to: [a@b.md]} | needs user and a password, or neither",
        "mail: {host: h, security: none, user: me, password: x, from: a@b.md, to: [a@b.md]} | would send the password in clear",
        "mail: {host: h, from: a@b.md, to: [a@b.md], alerts: [fire]} | mail.alerts[0]: must be one of line-rests",
        "mail: {host: h, from: a@b.md, to: [a@b.md], language: de} | mail.language: must be ru, ro or en",
        "mail: {host: h, from: a@b.md, to: [a@b.md], certificates: none.pem} | mail.certificates: must be a readable file",
        "log: {numbers: some}                        | log.numbers: must be masked or full",
        "retention: {names: 3y}                      | retention.names: must be years and months such as P3Y or P18M",
        "retention: {texts: P10D}                    | retention.texts: must be years and months such as P3Y or P18M",
        "retention: {day: '02-29'}                   | retention.day: must be a month and a day in quotes",
        "nodes: a                                    | nodes: is an unknown key"
      })
  void a_bad_value_stops_the_start_and_is_named(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void an_exchange_is_read_and_its_password_is_never_printed() throws IOException {
    Settings settings = read(EXCHANGE);
    Settings.Exchange exchange = settings.reach().exchanges().getFirst();
    assertThat(exchange.lines()).isEqualTo(20);
    assertThat(exchange.callsPerSecond()).isEqualTo(2.5);
    assertThat(exchange.settings().access().secret().reveal()).isEqualTo("swordfish");
    assertThat(settings.toString()).doesNotContain("swordfish").contains("[REDACTED]");
  }

  @Test
  void a_password_may_stand_in_a_file_of_its_own_but_not_in_both_places() throws IOException {
    Files.writeString(folder.resolve("secret"), "from-file\n");
    String inFile = EXCHANGE.replace("password: swordfish", "password-file: secret");
    assertThat(read(inFile).reach().exchanges().getFirst().settings().access().secret().reveal())
        .isEqualTo("from-file");
    assertThatThrownBy(() -> read(EXCHANGE.replace("lines: 20", "lines: 20\n    password-file: secret")))
        .hasMessageContaining("needs either password or password-file");
    assertThatThrownBy(() -> read(EXCHANGE.replace("password: swordfish", "password-file: missing")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void mail_has_usual_values_and_its_password_is_never_printed() throws IOException {
    Settings settings = read(
        "mail: {host: mail.md, user: me, password: swordfish, from: a@b.md, to: [noc@b.md, it@b.md], alerts: [backup-old]}");
    Settings.Mail mail = settings.mail().orElseThrow();
    assertThat(mail.server().port()).isEqualTo(587);
    assertThat(mail.server().security()).isEqualTo(SmtpSettings.Security.STARTTLS);
    assertThat(mail.rules())
        .isEqualTo(
            new AlertWatch.Rules(Set.of(Alert.Kind.BACKUP_OLD), Duration.ofMinutes(10),
                List.of("noc@b.md", "it@b.md")));
    assertThat(mail.server().account().orElseThrow().password().reveal()).isEqualTo("swordfish");
    assertThat(settings.toString()).doesNotContain("swordfish");
    assertThat(read("{}").mail()).isEmpty();
  }

  @Test
  void a_trunk_has_its_own_number_form_prefixes_and_caller_ids() throws IOException {
    String own = EXCHANGE
        + """
                  numbers: {"+373": "0", "+": "00"}
                  serves: ["+3736", "+40"]
                  caller-ids: ["+37322000000", "+37322000001"]
                  registration: "sip:12345@sip.example"
              """;
    Settings.Exchange exchange = read(own).reach().exchanges().getFirst();
    assertThat(exchange.terms())
        .isEqualTo(new LineNumbering(List.of("+3736", "+40"), List.of("+37322000000", "+37322000001")));
    assertThat(exchange.settings().dialling().allowedPrefixes()).containsExactly("3736", "40");
    assertThat(exchange.settings().dialling().numbers()).isEqualTo(new NumberFormat(Map.of("+373", "0", "+", "00")));
    assertThat(read(EXCHANGE).reach().exchanges().getFirst().terms().prefixes()).containsExactly("+7", "+373", "+40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numbers: national                  | exchanges[0].numbers: must be digits, e164, national-8",
        "numbers: {\"373\": \"0\"}          | numbers: expected the beginning",
        "numbers: {\"+373\": \"0\"}         | numbers has no rule for numbers that begin with +7",
        "serves: [\"+1\"]                   | exchanges[0].serves[0]: is not within contact: allowed-prefixes",
        "serves: [373]                      | exchanges[0].serves[0]: must be the beginning",
        "caller-ids: [\"22 00 00\"]         | exchanges[0].caller-ids[0]: must be a number in quotes",
        "registration: carrier              | registration: expected sip:name@carrier"
      })
  void a_wrong_form_of_a_trunk_stops_the_start_and_is_named(String setting, String message) {
    assertThatThrownBy(() -> read(EXCHANGE + "    " + setting + "\n"))
        .isInstanceOf(BadInput.class).hasMessageContaining(message);
  }

  @Test
  void two_exchanges_of_one_name_stop_the_start() {
    assertThatThrownBy(() -> read(EXCHANGE + EXCHANGE.replace("exchanges:\n", "")))
        .hasMessageContaining("the same name");
  }

  @Test
  void test_numbers_are_international_and_within_the_allowed_prefixes() throws IOException {
    assertThat(read("contact: {test-numbers: [\"+37369000001\"]}\n").reach().testNumbers())
        .containsExactly(new Phone("+37369000001"));
    assertThatThrownBy(() -> read("contact: {test-numbers: [\"+4420\"]}\n")).hasMessageContaining("allowed prefixes");
    assertThatThrownBy(() -> read("contact: {test-numbers: [\"+3736\"]}\n")).isInstanceOf(BadInput.class);
  }

  @Test
  void fewer_sessions_than_lines_refuse_the_start_whether_stated_or_not() throws IOException {
    assertThatThrownBy(() -> read(EXCHANGE + "agi: {sessions: 19}\n"))
        .hasMessageContaining("agi").hasMessageContaining("sessions is 19 and the lines of all exchanges are 20");
    assertThat(read(EXCHANGE + "agi: {sessions: 20}\n").conversation().agi().mostSessions()).isEqualTo(20);
    assertThatThrownBy(() -> read(EXCHANGE.replace("lines: 20", "lines: 1001")))
        .hasMessageContaining("sessions is 1000 and the lines of all exchanges are 1001");
  }

  @Test
  void relative_paths_count_from_the_folder_of_the_file() throws IOException {
    Settings settings = read("database: {folder: db}\nstop: {within: 5s}\n");
    assertThat(settings.database().embedded().folder()).isEqualTo(folder.resolve("db"));
    assertThat(read("rates: own.yaml").rates()).contains(folder.resolve("own.yaml"));
    assertThat(settings.rhythm().stopWithin()).isEqualTo(Duration.ofSeconds(5));
  }
}
