package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.obzvon.call.ami.RealLine;

/// The product installed in a folder beside the rig: configuration, a campaign, an embedded database, the real commands.
final class Installation implements AutoCloseable {
  private final TestFolder folder;
  private final Size size;
  private final Path configuration;
  private Store store;
  private int starts;

  /// @param tick between two ticks of a campaign
  /// @param stop how long running calls may go on after a stop was asked for
  record Size(int lines, double callsPerSecond, Duration tick, Duration stop) {
    Size(int lines, double callsPerSecond, Duration stop) {
      this(lines, callsPerSecond, Duration.ofSeconds(2), stop);
    }
  }

  /// @param policy a shipped one, or `rig`: open every day, five calls a day
  /// @param retry the lines below `retry:`
  record Campaign(String name, String policy, String retry, int lines, boolean detectMachine, Duration ring) {
    Campaign(String name, String policy, String retry, int lines) {
      this(name, policy, retry, lines, true, Duration.ofSeconds(10));
    }
  }

  Installation(Path folder, Size size) {
    this.folder = new TestFolder(folder);
    this.size = size;
    this.folder.write("policies/rig.yaml", policy());
    this.configuration =
        this.folder.write("dialer.yaml", settings("first", "database: {folder: data, port: " + TestFolder.freePort() + "}\n"));
  }

  /// Operators sit at the exchange.
  Settings withOperators() {
    Properties rig = RealLine.properties();
    try {
      Files.writeString(
          configuration,
          "    operators: {user: %s, password: \"%s\"}\n"
              .formatted(rig.getProperty("ami.desk.user"), rig.getProperty("ami.secret")),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SettingsFile.read(configuration);
  }

  /// One exchange entry for each of these trunks of the rig, each a line of that name.
  Settings withTrunks(List<String> trunks) {
    try {
      String text = Files.readString(configuration);
      int from = text.indexOf("  - name: pbx");
      String one = text.substring(from);
      String template = RealLine.properties().getProperty("channel.template");
      folder.write(
          "dialer.yaml",
          text.substring(0, from)
              + trunks.stream()
                  .map(trunk -> one.replace("name: pbx", "name: " + trunk).replace(template, "PJSIP/{number}@" + trunk))
                  .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SettingsFile.read(configuration);
  }

  /// Sends texts through a message centre, and speaks by scripts of its own in the folder `scripts`.
  void withTexts(ForeignCentre centre) {
    try {
      folder.write(
          "dialer.yaml",
          Files.readString(configuration)
              .replace("ivr: {", "ivr: {scripts: scripts, ")
              .replace(
                  "exchanges:\n",
                  """
                  gateways:
                    - {name: centre, kind: smpp, sender: OBZVON, currency: MDL, prices: {"+373": 0.25},
                       segments-per-second: 10, host: 127.0.0.1, port: %d, system-id: %s, password: "%s", window: 10,
                       enquire-link: 5s, timeout: 10s}
                  exchanges:
                  """.formatted(centre.port(), ForeignCentre.LOGIN, ForeignCentre.PASSWORD)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The shipped scripts with one place changed in every language.
  void scripts(String place, String instead) {
    Path shipped = Path.of(System.getProperty("project.root", ".."), "ivr-scripts");
    try (var files = Files.walk(shipped, 2)) {
      for (Path file : files.filter(one -> one.getFileName().toString().matches("payment-.*\\.yaml")).toList()) {
        folder.write("scripts/" + shipped.relativize(file), Files.readString(file).replace(place, instead));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where the first service leads conversations.
  int agiPort() {
    return SettingsFile.read(configuration).conversation().agi().port();
  }

  /// Leads both connections with the exchange over other ports.
  void lead(int amiPort, int agiPort) {
    try {
      String settings = Files.readString(configuration);
      folder.write(
          "dialer.yaml",
          settings
              .replace("port: " + RealLine.properties().getProperty("ami.port"), "port: " + amiPort)
              .replaceFirst("agi://127.0.0.1:\\d+", "agi://127.0.0.1:" + agiPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Test calls may ring this number.
  void testNumber(String number) {
    try {
      folder.write(
          "dialer.yaml",
          Files.readString(configuration)
              .replace("contact: {allowed-prefixes: [\"+373\"]", "contact: {allowed-prefixes: [\"+373\"], test-numbers: [\"" + number + "\"]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a configuration says by default: the carrier is not told which attempt a call belongs to.
  void sendNoAttemptHeader() {
    try {
      folder.write("dialer.yaml", Files.readString(configuration).replace("attempt-header: yes", "attempt-header: no"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A second service on the same database, exchange and sounds.
  Path configurationOfSecondNode() {
    Settings.Embedded embedded = SettingsFile.read(configuration).database().embedded();
    return folder.write(
        "second.yaml",
        settings(
            "second",
            "database: {url: \"jdbc:postgresql://127.0.0.1:" + embedded.port() + "/postgres\", user: postgres, "
                + "password-file: data/password}\n"));
  }

  private String settings(String node, String database) {
    Properties rig = RealLine.properties();
    int agi = TestFolder.freePort();
    return """
        node: %s
        %shttp: {host: 127.0.0.1, port: 0}
        contact: {allowed-prefixes: ["+373"], policies: policies}
        ivr: {office-phone: "22 00 00 00"}
        speech: {folder: %s, seen-by-exchange: %s}
        agi: {port: %d}
        desk: {record: yes}
        queue: {poll: 250ms, lease: 10s, heartbeat: 2s}
        schedule: {tick: %ds}
        stop: {within: %ds}
        exchanges:
          - name: pbx
            host: %s
            port: %s
            user: %s
            password: "%s"
            channel: "%s"
            agi: "agi://127.0.0.1:%d/ivr"
            lines: %d
            calls-per-second: %s
            attempt-header: yes
        """
        .formatted(
            node, database, rig.getProperty("sounds.host"), rig.getProperty("sounds.pbx"), agi, size.tick().toSeconds(), size.stop().toSeconds(),
            rig.getProperty("ami.host"), rig.getProperty("ami.port"), rig.getProperty("ami.user"),
            rig.getProperty("ami.secret"), rig.getProperty("channel.template"), agi, size.lines(), size.callsPerSecond());
  }

  private static String policy() {
    return """
        id: rig
        version: "1"
        title: Test calls to the rig
        country: md
        note: Not legal advice. For the rig's debtors alone.
        verified-on: 2026-09-30
        hours: {workday: "07:00-22:00", saturday: "07:00-22:00", sunday: "07:00-22:00", holiday: "07:00-22:00", source: rig, certainty: ours}
        holidays: {countries: [md], source: rig, certainty: ours}
        caps:
          - {medium: call, count: attempts, most: 5, window: day, source: rig, certainty: ours}
          - {medium: message, count: attempts, most: 1, window: day, source: rig, certainty: ours}
        """;
  }

  /// A zone of the IANA list in which it is about one o'clock in the afternoon now.
  static ZoneId noonZone() {
    Instant now = Instant.now();
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.matches("(Europe|Asia|Africa|America|Pacific)/[A-Za-z_]+"))
        .sorted()
        .map(ZoneId::of)
        .min(
            Comparator.comparing(
                zone ->
                    Duration.between(now.atZone(zone).toLocalTime(), LocalTime.of(13, 0)).abs()))
        .orElseThrow();
  }

  ServiceProcess serve(String... options) {
    return ServiceProcess.start(configuration, log(), options);
  }

  Path log() {
    return folder.path().resolve("service-" + ++starts + ".log");
  }

  /// The real commands: the register is imported, the campaign created and started.
  void start(Campaign campaign, String register) {
    command("register", "import", folder.write("register.csv", register).toString());
    command("campaign", "create", folder.write("campaign.yaml", campaign(campaign)).toString());
    command("campaign", "start", campaign.name());
  }

  /// A campaign whose households all go to operators.
  void startByOperators(String name, String register) {
    command("register", "import", folder.write("register.csv", register).toString());
    String text =
        campaign(new Campaign(name, "rig", "attempts-at-most: 1", 10))
            .replace("arms: {ROBOT: 100}", "arms: {OPERATOR: 100}")
            .replace("arms: [ROBOT]", "arms: [OPERATOR]")
            .replace("channel: robot", "channel: operator");
    command("campaign", "create", folder.write("campaign.yaml", text).toString());
    command("campaign", "start", name);
  }

  void command(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "--config";
    all[1] = configuration.toString();
    System.arraycopy(words, 0, all, 2, words.length);
    assertThat(Commands.run(all)).as(String.join(" ", words)).isZero();
  }

  private static String campaign(Campaign campaign) {
    return """
        name: %1$s
        experiment: {name: %1$s, seed: %1$s, arms: {ROBOT: 100}}
        segments:
          - {name: active, service-state: active, legal-entity: no, arrears-at-least: 1, debt-days: 1..90}
          - {name: inactive, service-state: restricted, legal-entity: no, arrears-at-least: 1, debt-days: 1..90}
        ladder:
          - {from: debt, day: 1, at: "00:01", expires-after: 20d, arms: [ROBOT], segments: [active], channel: robot, script: payment-active}
          - {from: debt, day: 1, at: "00:01", expires-after: 20d, arms: [ROBOT], segments: [inactive], channel: robot, script: payment-inactive}
        policy: %2$s
        calendar: {from: 2026-01-01, until: 2099-12-31, holidays: []}
        dialling: {caller-id: "+37322000000", ring: %3$ds, lines: %4$d, detect-machine: %5$s}
        retry: {%6$s}
        goals: {window: 30d}
        """
        .formatted(
            campaign.name(), campaign.policy(), campaign.ring().toSeconds(), campaign.lines(),
            campaign.detectMachine() ? "yes" : "no", campaign.retry());
  }

  LedgerBook ledger() {
    return new LedgerBook(store().db());
  }

  /// The service's database, joined while it runs.
  Store store() {
    if (store == null) {
      store = Store.open(SettingsFile.read(configuration).database());
    }
    return store;
  }

  /// Stops the database unless a service still works with it.
  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
