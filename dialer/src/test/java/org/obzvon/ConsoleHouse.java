package org.obzvon;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour;
import org.obzvon.rehearsal.KeyPress;
import org.obzvon.rehearsal.exchange.ExchangeSettings;
import org.obzvon.rehearsal.exchange.SimulatedExchange;

/// The whole service in a folder of its own, with an embedded PostgreSQL and the rehearsal's exchange, whose debtors
/// answer at once.
final class ConsoleHouse implements AutoCloseable {
  private static final String SECRET = "of this run alone";

  private final TestFolder folder;
  /// Of debtors and desk alike, so that a campaign that begins today begins now.
  private final ZoneId zone = Installation.noonZone();
  private final SimulatedExchange exchange;
  private final Service service;

  ConsoleHouse(Path folder) {
    this.folder = new TestFolder(folder);
    this.exchange =
        new SimulatedExchange(
            ExchangeSettings.of(new ExchangeSettings.Login("obzvon", SECRET)),
            (phone, _, _) -> new CallBehaviour.PersonAnswers(Duration.ofMillis(200), presses(phone), true),
            Clock.systemUTC());
    this.folder.write("policies/open.yaml", policy());
    Path file = this.folder.write("dialer.yaml", settings());
    this.service = new Service(SettingsFile.read(file));
    this.service.start();
  }

  /// Each confirms who he is; those whose number ends in 7 then ask for a person.
  private static List<KeyPress> presses(Phone phone) {
    KeyPress itIsMe = new KeyPress.Press('1', Duration.ofMillis(50));
    return phone.e164().endsWith("7")
        ? List.of(itIsMe, new KeyPress.Press('0', Duration.ofMillis(50)))
        : List.of(itIsMe, new KeyPress.HangUp(Duration.ofMillis(50)));
  }

  String address() {
    return "http://127.0.0.1:" + service.httpPort();
  }

  ConsoleDesk console() {
    return service.console();
  }

  /// @param good accounts with a debt since yesterday
  /// @param bad rows without a number
  Path register(int good, int bad) {
    StringBuilder rows =
        new StringBuilder("account,name,phones,service state,balance,currency,debt since,language,zone,legal entity\n");
    LocalDate since = LocalDate.ofInstant(Instant.now(), zone).minusDays(1);
    for (int account = 0; account < good; account++) {
      rows.append("%d,Ion Rusu %d,+3736900%04d,active,-%d.50,MDL,%s,ro,%s,no%n".formatted(100_000 + account, account, account, 150 + account, since, zone));
    }
    for (int row = 0; row < bad; row++) {
      rows.append("%d,<script>alert(1)</script>,12,active,-100.00,MDL,%s,ro,%s,no%n".formatted(900_000 + row, since, zone));
    }
    return folder.write("register.csv", rows.toString());
  }

  /// One payment of an account of the register, one of an account that is unknown, one that is none.
  Path payments(String account) {
    String day = LocalDate.ofInstant(Instant.now(), zone).toString();
    return folder.write(
        "payments.csv",
        "external id,account,amount,paid at\np-1,%1$s,50.00,%2$s\np-2,404404,10.00,%2$s\np-3,%1$s,<b>much</b>,%2$s\n"
            .formatted(account, day));
  }

  private String settings() {
    int agi = TestFolder.freePort();
    return """
        node: console
        database: {folder: data, port: %d}
        http: {port: 0, zone: %s}
        contact: {allowed-prefixes: ["+373"], policies: policies}
        ivr: {office-phone: "22 00 00 00"}
        agi: {port: %d}
        queue: {poll: 100ms}
        schedule: {tick: 1s}
        stop: {within: 1s}
        webhooks: {private-hosts: [localhost]}
        exchanges:
          - name: pbx
            port: %d
            user: obzvon
            password: "%s"
            channel: "PJSIP/{number}@rehearsal"
            agi: "agi://127.0.0.1:%d/ivr"
            lines: 4
            calls-per-second: 4
            operators: {user: obzvon, password: "%s"}
        """
        .formatted(TestFolder.freePort(), zone, agi, exchange.port(), SECRET, agi, SECRET);
  }

  private static String policy() {
    return """
        id: open
        version: "1"
        title: Nearly always open, for a test
        country: md
        note: Not legal advice. For invented debtors alone.
        verified-on: 2026-09-30
        hours: {workday: "07:00-22:00", saturday: "07:00-22:00", sunday: "07:00-22:00", holiday: "07:00-22:00", source: test, certainty: ours}
        holidays: {countries: [md], source: test, certainty: ours}
        caps:
          - {medium: call, count: attempts, most: 5, window: day, source: test, certainty: ours}
          - {medium: message, count: attempts, most: 1, window: day, source: test, certainty: ours}
        """;
  }

  @Override
  public void close() {
    service.close();
    exchange.close();
  }
}
