package org.obzvon.rig;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.LedgerBook;
import org.obzvon.fixture.MadeProvider;
import org.obzvon.rig.FaultyHouse.Fault;
import org.obzvon.rig.FaultyHouse.Kind;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;

/// Tests random faults of everything around two services that call and text through the real Asterisk and a fake
/// provider. The effect on the debtors is read at their end only: in the carrier's records and in the provider's log.
///
/// The short form has one fault of each of the first kinds. `mvn verify -Pfaults` has sixty-three faults of all kinds
/// and takes about a quarter of an hour; `-Dfaults.seed` repeats a run's choice of faults.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigRandomFaultsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration AGAIN_WITHIN = Duration.ofSeconds(15);
  private static final int LINES = 24;
  private static final int SHORT = 10;
  private static final int FAULTS = Integer.getInteger("faults.count", SHORT);
  private static final long SEED = Long.getLong("faults.seed", 1L);
  /// A debtor of this kind presses 9 1.6 s after the answer.
  private static final RigDebtors.Kind PRESSES_NINE = new RigDebtors.Kind("6819xxxx", "presses", "ANSWERED",
      "UNDELIVERABLE OPTED_OUT", 0, true);
  private static final RigDebtors.Kind STAYS_A_SECOND = new RigDebtors.Kind("6701xxxx", "hangs-up", "ANSWERED",
      "NOT_REACHED HUNG_UP_EARLY", 16, true);
  private static final Duration PRESSED = Duration.ofMillis(2_000);
  /// The time in which a killed service cannot pass on to the exchange a key that it has just received from it.
  private static final Duration DYING = Duration.ofMillis(300);
  /// A contact handed over just before a payment or a suppression was stored arrives after it, by this much at most.
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Random random = new Random(SEED);
  private final RigDebtors debtors = new RigDebtors();
  private final Map<String, Instant> paid = new ConcurrentHashMap<>();
  private CarrierBook carrier;
  private Installation installation;
  private FaultyHouse house;
  private String key;

  @BeforeEach
  void serve() {
    RealLine.up();
    carrier = CarrierBook.opened();
    installation = new Installation(folder, new Installation.Size(LINES, 12, Duration.ofSeconds(5)));
    house = new FaultyHouse(installation, random);
    key = new JooqApiKeys(installation.store().db(), Clock.systemUTC())
        .make("bank", Set.of(ApiKeyScope.PAYMENTS_WRITE), Optional.empty());
  }

  @AfterEach
  void leave() {
    if (house != null) {
      house.close();
    }
    installation.close();
    RealLine.up();
  }

  @Test
  void no_debtor_notices_anything_of_random_faults_and_nobody_has_to_help() throws InterruptedException {
    int many = 60 + (FAULTS > SHORT ? 150 : 110) * FAULTS;
    debtors.with(many * 60 / 100, RigDebtors.ONE_SECOND).with(many * 12 / 100, RigDebtors.BUSY)
        .with(many * 3 / 100, RigDebtors.REJECTS).with(many * 10 / 100, STAYS_A_SECOND)
        .with(many * 15 / 100, PRESSES_NINE);
    ZoneId zone = Installation.noonZone();
    installation.command("register", "import", installation.file("register.csv", debtors.alike(zone)).toString());
    installation.command("campaign", "create", installation.file("campaign.yaml", campaign()).toString());
    installation.command("campaign", "start", "faults");
    callsGoOnAfter(Instant.now());

    List<Fault> faults = new ArrayList<>();
    Thread bank = Thread.ofVirtual().name("bank").start(this::tellPayments);
    for (Kind kind : kinds()) {
      Fault fault = house.happens(kind);
      callsGoOnAfter(fault.mended());
      faults.add(fault);
      System.out.println(fault);
      TimeUnit.MILLISECONDS.sleep(random.nextLong(500, FAULTS > SHORT ? 10_000 : 3_000)); // a random pause
    }
    bank.interrupt();
    bank.join();
    installation.command("campaign", "pause", "faults");
    settles();

    Seen seen = new Seen(carrier.entries(), house.provider().log(), calls(), stopped());
    print(faults, seen);
    assertThat(seen.rungTwice()).as("debtors rung twice").isEmpty();
    assertThat(seen.withoutARow()).as("calls without a row").isEmpty();
    assertThat(seen.textsTwice()).as("debtors who had the text twice").isEmpty();
    assertThat(seen.mostAtOnce(faults)).as("calls at once").isLessThanOrEqualTo(LINES);
    assertThat(seen.afterAPayment(paid)).as("contacts after a payment").isEmpty();
    assertThat(seen.afterAStop(faults)).as("texts after a key 9 that the exchange heard").isEmpty();
    assertThat(seen.lostKeys(faults)).as("keys 9 that were pressed and led to no stop entry").isEmpty();
    assertThat(recoveries(faults, seen)).allSatisfy(
        (fault, after) -> assertThat(after).as(fault.toString()).isLessThanOrEqualTo(AGAIN_WITHIN));
    assertThat(seen.lost()).as("attempts of unknown outcome")
        .isLessThanOrEqualTo(Math.max(seen.calls().size() / 100, allowed(faults)));
  }

  /// Returns how many attempts may be lost. A short run has few calls beside those that the death of
  /// the exchange cut off.
  private static int allowed(List<Fault> faults) {
    return FAULTS > SHORT ? 0
        : LINES * (int) faults.stream().filter(fault -> fault.kind() == Kind.EXCHANGE_KILLED)
            .count();
  }

  /// Returns the faults: every kind equally often, in random order.
  private List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    while (kinds.size() < FAULTS) {
      List<Kind> all = new ArrayList<>(Arrays.asList(Kind.values()).subList(0, Math.min(FAULTS, Kind.values().length)));
      Collections.shuffle(all, random);
      kinds.addAll(all);
    }
    return kinds.subList(0, FAULTS);
  }

  private static String campaign() {
    return """
        name: faults
        experiment: {name: faults, seed: faults, arms: {ROBOT: 100}}
        segments:
          - {name: all, legal-entity: no, arrears-at-least: 1, debt-days: 1..90}
        ladder:
          - {from: debt, day: 1, at: "00:01", expires-after: 20d, arms: [ROBOT], segments: [all], channel: robot, script: payment-active}
          - {from: debt, day: 1, at: "00:02", expires-after: 20d, arms: [ROBOT], segments: [all], channel: sms, script: debt-reminder}
        policy: rig
        calendar: {from: 2026-01-01, until: 2099-12-31, holidays: []}
        dialling: {caller-id: "+37322000000", ring: 8s, lines: %d, detect-machine: no}
        retry: {attempts-at-most: 1}
        goals: {window: 30d}
        """
        .formatted(LINES);
  }

  /// Reports a payment about every second, of a debtor who may have been called or not.
  private void tellPayments() {
    List<String> left = new ArrayList<>(debtors.phones());
    Collections.shuffle(left, new Random(SEED));
    Map<String, Integer> rows = new HashMap<>();
    List<String> phones = debtors.mixed();
    for (int i = 0; i < phones.size(); i++) {
      rows.put(phones.get(i), i);
    }
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
      for (int turn = 0; !left.isEmpty(); turn++) {
        String phone = left.getLast();
        if (told(client, house.address(turn), RigDebtors.alikeAccount(rows.get(phone)))) {
          paid.put(phone, Instant.now());
          left.removeLast();
        }
        TimeUnit.MILLISECONDS.sleep(700);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the run is over
    }
  }

  private boolean told(HttpClient client, String address, String account) throws InterruptedException {
    String body = "{\"rows\":[{\"external_id\":\"p-%1$s\",\"account\":\"%1$s\",\"amount\":100.00,\"paid_at\":\"%2$s\"}]}"
        .formatted(account, LocalDate.now(Clock.systemUTC()).atStartOfDay() + ":00Z");
    try {
      HttpResponse<String> answer = client.send(
          HttpRequest.newBuilder(URI.create(address + "/api/v1/payments")).timeout(Duration.ofSeconds(10))
              .header("Authorization", "Bearer " + key).header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
          HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
        throw new AssertionError(answer.body());
      }
      return answer.statusCode() == 200;
    } catch (IOException _) {
      return false; // this service is away or slow: the bank sends to the other one
    }
  }

  /// Waits for a call after this instant. The carrier writes a call down at its end.
  private void callsGoOnAfter(Instant at) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
        .until(() -> carrier.entries().stream().anyMatch(call -> call.exact().start().isAfter(at)));
  }

  /// Returns the attempts by telephone.
  private List<LedgerBook.Entry> calls() {
    return installation.ledger().entries().stream().filter(entry -> entry.line().equals("pbx")).toList();
  }

  /// Returns the numbers with a suppression.
  private Set<String> stopped() {
    return installation.store().db().select(SUPPRESSION.PHONE).from(SUPPRESSION).fetchSet(SUPPRESSION.PHONE);
  }

  /// Waits until no call is open and nothing is leased. Texts that may have been sent wait
  /// for their receipts much longer.
  private void settles() {
    var db = installation.store().db();
    await().atMost(PATIENCE).ignoreExceptions()
        .until(
            () -> db.fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull().and(ATTEMPT.CHANNEL.eq("ROBOT"))) == 0
                && db.fetchCount(CONTACT, CONTACT.STATE.eq("LEASED")) == 0
                && db.fetchCount(CONTACT, CONTACT.STATE.eq("IN_PROGRESS").and(CONTACT.CHANNEL.eq("ROBOT"))) == 0);
  }

  /// What the carrier and the provider saw, beside the ledger's rows.
  private record Seen(
      List<CarrierBook.Entry> calls, List<MadeProvider.Taken> texts, List<LedgerBook.Entry> ledger,
      Set<String> stopped) {

    List<String> rungTwice() {
      return several(calls.stream().map(CarrierBook.Entry::number).toList());
    }

    List<String> textsTwice() {
      return several(texts.stream().map(MadeProvider.Taken::to).toList());
    }

    private static List<String> several(List<String> numbers) {
      return numbers.stream().collect(groupingBy(number -> number, counting())).entrySet().stream()
          .filter(entry -> entry.getValue() > 1).map(Map.Entry::getKey).toList();
    }

    List<CarrierBook.Entry> withoutARow() {
      Set<String> rows = new HashSet<>();
      ledger.forEach(entry -> rows.add(entry.attempt().toString()));
      return calls.stream().filter(call -> !rows.contains(call.attempt())).toList();
    }

    /// Returns true if an exchange that died or was frozen may have missed something of the call.
    private static boolean exchangeFailed(CarrierBook.Entry call, List<Fault> faults) {
      return faults.stream()
          .filter(fault -> fault.kind() == Kind.EXCHANGE_KILLED || fault.kind() == Kind.EXCHANGE_FROZEN)
          .anyMatch(fault -> call.exact().start().isBefore(fault.mended())
              && call.exact().end().isAfter(fault.began()));
    }

    /// Returns the most calls at once. It omits calls of a failed exchange: the carrier goes on with them for a while.
    int mostAtOnce(List<Fault> faults) {
      List<CarrierBook.Entry> whole = calls.stream().filter(call -> !exchangeFailed(call, faults)).toList();
      return whole.stream().map(call -> call.exact().start())
          .mapToInt(
              at -> (int) whole.stream()
                  .filter(other -> !other.exact().start().isAfter(at) && other.exact().end().isAfter(at)).count())
          .max().orElse(0);
    }

    List<String> afterAPayment(Map<String, Instant> paid) {
      List<String> after = new ArrayList<>();
      for (CarrierBook.Entry call : calls) {
        Instant at = paid.get(call.number());
        if (at != null && call.exact().start().isAfter(at.plus(UNDER_WAY))) {
          after.add("call " + call.attempt() + " " + call.exact().start() + ", paid " + at);
        }
      }
      for (MadeProvider.Taken text : texts) {
        Instant at = paid.get("+" + text.to());
        if (at != null && text.at().isAfter(at.plus(UNDER_WAY))) {
          after.add("text " + text.id() + " " + text.at() + ", paid " + at);
        }
      }
      return after;
    }

    /// Returns the calls in which the debtor pressed 9 while the exchange was there to receive it.
    private List<CarrierBook.Entry> stops(List<Fault> faults) {
      return calls.stream()
          .filter(call -> call.behaviour().equals("presses") && call.answered().isPresent())
          .filter(call -> call.exact().end().isAfter(call.exact().start().plus(PRESSED).plusSeconds(1)))
          .filter(call -> !exchangeFailed(call, faults))
          .toList();
    }

    List<String> lostKeys(List<Fault> faults) {
      Map<String, LedgerBook.Entry> rows = new HashMap<>();
      ledger.forEach(entry -> rows.put(entry.attempt().toString(), entry));
      return stops(faults).stream()
          .filter(call -> !stopped.contains(call.number()) && !killedAt(call.exact().start().plus(PRESSED), faults))
          .map(call -> call.attempt() + " " + call.exact() + " " + rows.get(call.attempt()).said())
          .toList();
    }

    private static boolean killedAt(Instant pressed, List<Fault> faults) {
      return faults.stream()
          .filter(fault -> fault.kind() == Kind.SERVICE_KILLED || fault.kind() == Kind.SERVICE_KILLED_AND_DATABASE_CUT)
          .anyMatch(fault -> !fault.began().isBefore(pressed.minus(DYING))
              && !fault.began().isAfter(pressed.plus(DYING)));
    }

    /// Returns the texts that were sent after the key.
    List<String> afterAStop(List<Fault> faults) {
      Map<String, Instant> pressed = new HashMap<>();
      stops(faults).forEach(call -> pressed.put(call.number().substring(1), call.exact().start().plus(PRESSED)));
      return texts.stream()
          .filter(text -> pressed.containsKey(text.to()) && text.at().isAfter(pressed.get(text.to()).plus(UNDER_WAY)))
          .map(text -> "text " + text.id() + " to " + text.to() + " at " + text.at() + ", pressed "
              + pressed.get(text.to()))
          .toList();
    }

    int lost() {
      return (int) ledger.stream().filter(LedgerBook.Entry::isLost).count();
    }
  }

  /// Returns the time from the end of each fault to the next call that began at the carrier.
  private static Map<Fault, Duration> recoveries(List<Fault> faults, Seen seen) {
    List<Instant> starts = seen.calls().stream().map(call -> call.exact().start()).sorted().toList();
    Map<Fault, Duration> recoveries = new HashMap<>();
    for (Fault fault : faults) {
      Instant next = starts.stream().filter(start -> start.isAfter(fault.mended())).findFirst().orElse(Instant.MAX);
      recoveries.put(fault, next.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(fault.mended(), next));
    }
    return recoveries;
  }

  private void print(List<Fault> faults, Seen seen) {
    System.out.printf(
        "random faults, seed %d: %d faults, %d calls at the carrier, %d texts at the provider, %d payments told%n",
        SEED,
        faults.size(), seen.calls().size(), seen.texts().size(), paid.size());
    System.out.printf(
        "rung twice %d, calls without a row %d, most calls at once %d of %d, contacts after a payment %d, texts after a stop %d,"
            + " texts twice %d, keys lost %d, LOST %d%n",
        seen.rungTwice().size(), seen.withoutARow().size(), seen.mostAtOnce(faults), LINES,
        seen.afterAPayment(paid).size(),
        seen.afterAStop(faults).size(), seen.textsTwice().size(), seen.lostKeys(faults).size(), seen.lost());
    System.out.println("outcomes: "
        + new TreeMap<>(seen.ledger().stream().collect(groupingBy(LedgerBook.Entry::said, counting()))));
    Map<Fault, Duration> recoveries = recoveries(faults, seen);
    faults.forEach(
        fault -> System.out.printf(
            "%s %s on %s, mended after %.1f s, next call %.2f s later%n", fault.began(), fault.kind(),
            fault.where(),
            Duration.between(fault.began(), fault.mended()).toMillis() / 1_000.0,
            recoveries.get(fault).toMillis() / 1_000.0));
    List<Duration> sorted = recoveries.values().stream().sorted(Comparator.naturalOrder()).toList();
    System.out.printf(
        "next call after a fault: median %d ms, longest %d ms%n", sorted.get(sorted.size() / 2).toMillis(),
        sorted.getLast().toMillis());
    List<LedgerBook.Entry> lost = seen.ledger().stream().filter(LedgerBook.Entry::isLost).toList();
    lost.forEach(entry -> System.out.println("LOST " + entry.attempt() + " " + entry.node() + " written "
        + entry.times().written() + " " + entry.times().answered()));
    seen.rungTwice().forEach(
        number -> seen.calls().stream().filter(call -> call.number().equals(number))
            .forEach(call -> System.out.println("twice: " + call)));
    seen.withoutARow().forEach(call -> System.out.println("no row: " + call));
    seen.afterAPayment(paid).forEach(System.out::println);
    seen.afterAStop(faults).forEach(System.out::println);
    seen.lostKeys(faults).forEach(words -> System.out.println("key lost: " + words));
  }
}
