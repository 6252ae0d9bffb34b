package org.obzvon;

import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.campaign.CampaignState;
import org.obzvon.console.Vitals.LineState;
import org.obzvon.contact.Channel;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.csv.CsvPaymentFiles;
import org.obzvon.queue.DispatchLoop;
import org.obzvon.queue.Lines;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;
import org.obzvon.rehearsal.MovedClock;
import org.obzvon.rehearsal.RunningClock;
import org.obzvon.schedule.CampaignTick;

/// The product's own parts as the service puts them together, from the register to the stored report, with one SMPP
/// gateway, a real database and a clock that runs and can be moved on.
final class TextRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> LANGUAGES = List.of("ru", "ro", "en");

  private final Path folder;
  private final MovedClock moved;
  private final RunningClock clock;
  private final Store store;
  private final Adapters adapters;
  private final Engine engine;
  private DispatchLoop loop;
  private TextDesk texts;

  /// @param segmentsPerSecond what the contract allows
  record Centre(int port, String password, int window, Duration timeout, int segmentsPerSecond) {}

  TextRun(Path folder, Centre centre) {
    this(folder, centre, Instant.now());
  }

  /// @param start what the clock shows first
  TextRun(Path folder, Centre centre, Instant start) {
    this.folder = folder;
    this.moved = new MovedClock(start);
    this.clock = new RunningClock(moved);
    write("policies/texts.yaml", policy());
    Path configuration = write("dialer.yaml", settings(centre));
    Settings settings = SettingsFile.read(configuration);
    this.store = Store.open(settings.database());
    this.adapters = new Adapters(store.db(), settings, Catalogue.load(settings), clock);
    this.engine =
        new Engine(
            adapters, settings,
            sink -> {
              texts = new TextDesk(adapters, settings.texting(), sink);
              return new Lines(texts.line().stream().toList());
            },
            _ -> loop.wake());
    this.loop = newLoop();
    texts.start();
  }

  private DispatchLoop newLoop() {
    return new DispatchLoop(engine.dispatcher(), engine::campaigns, Duration.ofMillis(250));
  }

  private static String settings(Centre centre) {
    return """
        database: {folder: data, port: %d}
        contact: {allowed-prefixes: ["+373", "+7900"], policies: policies}
        ivr: {office-phone: "22 00 00 00"}
        gateways:
          - {name: centre, kind: smpp, sender: OBZVON, currency: MDL, prices: {"+373": 0.25, "+7": 0.25}, segments-per-second: %d,
             host: 127.0.0.1, port: %d, system-id: %s, password: "%s", window: %d, enquire-link: 5s, timeout: %ds}
        """
        .formatted(
            freePort(), centre.segmentsPerSecond(), centre.port(), ForeignCentre.LOGIN, centre.password(), centre.window(),
            centre.timeout().toSeconds());
  }

  private static String policy() {
    return """
        id: texts
        version: "1"
        title: Test messages to a simulated centre
        country: md
        note: Not legal advice. For invented debtors alone.
        verified-on: 2026-09-30
        hours: {workday: "07:00-22:00", saturday: "07:00-22:00", sunday: "07:00-22:00", holiday: "07:00-22:00", source: test, certainty: ours}
        holidays: {countries: [md], source: test, certainty: ours}
        caps:
          - {medium: call, count: attempts, most: 1, window: day, source: test, certainty: ours}
          - {medium: message, count: attempts, most: 5, window: day, source: test, certainty: ours}
        """;
  }

  /// Puts a campaign that sends everybody one reminder into the queue; a second time, those who are new.
  ///
  /// @param languages of the debtors, in turn
  void plan(int debtors, List<String> languages) {
    takeRegister(write("register.csv", register(debtors, languages)), Optional.empty());
    if (adapters.campaigns().find("texts").isEmpty()) {
      startCampaign(write("campaign.yaml", campaign()));
    }
    tick("texts");
  }

  /// @param day of the register; empty: today
  RegisterImport.Report takeRegister(Path register, Optional<LocalDate> day) {
    var request =
        new RegisterImport.Request(
            register, Optional.empty(), new RegisterImport.Origin("texts", day), Mapping.Defaults.NONE,
            new RegisterImport.Outputs(Optional.of(folder.resolve("register.rejected.csv")), Optional.empty()),
            new Snapshots.Manner(false, false));
    return new CsvRegisterImport(new JooqSnapshots(db(), clock), clock).take(request, Progress.NONE);
  }

  PaymentFiles.Report takePayments(Path payments, String source) {
    var request =
        new PaymentFiles.Request(
            payments, Optional.empty(), Optional.of(folder.resolve("payments.rejected.csv")), Optional.empty(),
            new PaymentImport.Manner(source, false));
    return new CsvPaymentFiles(adapters.payments()).take(request, Progress.NONE);
  }

  void startCampaign(Path campaign) {
    var control = adapters.control(Set.of(Channel.values()));
    control.move(control.create(campaign, true), CampaignState.RUNNING);
  }

  /// Plans what is due.
  CampaignTick.Counts tick(String campaign) {
    return adapters.tick().run(adapters.campaigns().find(campaign).orElseThrow());
  }

  void plan(int debtors) {
    plan(debtors, LANGUAGES);
  }

  private static String register(int debtors, List<String> languages) {
    ZoneId zone = Installation.noonZone();
    LocalDate since = LocalDate.now(zone).minusDays(5);
    StringBuilder csv =
        new StringBuilder(
            "account,name,phones,address,district,service,tariff,service state,balance,currency,debt since,language,zone,"
                + "legal entity\n");
    for (int i = 0; i < debtors; i++) {
      csv.append(
          "T%06d,Popescu Ion,+37368%06d,\"str. Florilor 5, ap. %d\",Centru,internet,Acasă,active,-100.00,MDL,%s,%s,%s,no%n"
              .formatted(i, i, i, since, languages.get(i % languages.size()), zone));
    }
    return csv.toString();
  }

  private static String campaign() {
    return """
        name: texts
        experiment: {name: texts, seed: texts, arms: {SMS: 100}}
        segments:
          - {name: all, legal-entity: no, arrears-at-least: 1}
        ladder:
          - {from: debt, day: 1, at: "00:01", expires-after: 20d, arms: [SMS], channel: sms, script: debt-reminder}
        policy: texts
        calendar: {from: 2026-01-01, until: 2099-12-31, holidays: []}
        dialling: {caller-id: "+37322000000", ring: 30s, lines: 1}
        retry: {attempts-at-most: 3, line-fault: {after: 30m, times: 3}}
        goals: {window: 30d}
        """;
  }

  /// Begins to send.
  void start() {
    loop.start();
  }

  /// Sends no more until it is started again.
  void pause() {
    loop.close();
    loop = newLoop();
  }

  void awaitConnected() {
    await().atMost(PATIENCE).until(() -> state().connected());
  }

  /// As health tells it.
  LineState state() {
    return texts.vitals().getFirst();
  }

  DSLContext db() {
    return store.db();
  }

  /// Moves the clock on.
  void moveTo(Instant later) {
    moved.set(later);
    loop.wake();
  }

  /// Moves the clock on and goes after what was not heard of.
  void later(Duration by) {
    moved.set(clock.instant().plus(by));
    texts.followUp();
    loop.wake();
  }

  /// Attempts with a stored acceptance by the gateway, or with an end that was quicker.
  int accepted() {
    return db().fetchCount(ATTEMPT, ATTEMPT.ACCEPTED_AT.isNotNull().or(ATTEMPT.CLOSED_AT.isNotNull()));
  }

  int unanswered() {
    return db().fetchCount(SMS_MESSAGE, SMS_MESSAGE.STATE.eq("UNKNOWN"));
  }

  /// What is still being placed; what is queued for later or waits for its report is not. Empty when there is nothing.
  Map<String, Integer> busy() {
    Map<String, Integer> busy = new HashMap<>();
    // In the order of a message's way, so that one which moves on meanwhile is counted at its next station.
    busy.put("due", db().fetchCount(CONTACT, CONTACT.STATE.eq("QUEUED").and(CONTACT.NOT_BEFORE.le(clock.instant()))));
    busy.put("leased", db().fetchCount(CONTACT, CONTACT.STATE.eq("LEASED")));
    busy.put("written", writtenOnly());
    busy.put("submitting", db().fetchCount(SMS_MESSAGE, SMS_MESSAGE.STATE.eq("SUBMITTING")));
    busy.put("unstored", engine.recorder().waiting());
    busy.values().removeIf(count -> count == 0);
    return busy;
  }

  /// Attempts whose message does not stand in the book yet.
  private int writtenOnly() {
    return db()
        .fetchCount(
            ATTEMPT,
            ATTEMPT.CLOSED_AT.isNull()
                .andNotExists(DSL.selectOne().from(SMS_MESSAGE).where(SMS_MESSAGE.ID.eq(ATTEMPT.ID))));
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    loop.close();
    engine.awaitSubmissions();
    texts.close();
    engine.close();
    store.close();
  }
}
