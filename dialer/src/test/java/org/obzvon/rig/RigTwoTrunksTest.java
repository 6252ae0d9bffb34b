package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.LINE_CHANGE;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Service;
import org.obzvon.call.ami.RealLine;
import org.obzvon.config.Settings;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.LedgerBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.staff.Session;
import org.obzvon.staff.jooq.JooqSessions;

/// Tests one trunk that is dead from the start and comes to life, and another that dies in the middle of the campaign
/// and comes back, on the real Asterisk.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigTwoTrunksTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int DEBTORS = 240;
  private static final String EAST = "trunk-east";
  private static final String WEST = "trunk-west";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private SipRelay east;
  private SipRelay west;
  private Installation installation;
  private Service service;
  private String cookie;

  @BeforeEach
  void serve() {
    RealLine.up(); // loads the two trunks if the rig still runs with an older configuration
    east = new SipRelay(EAST);
    west = new SipRelay(WEST);
    installation = new Installation(folder, new Installation.Size(6, 3, Duration.ofSeconds(5)));
    Settings settings = installation.withTrunks(List.of(EAST, WEST));
    installation.store(); // the database is the test's own, so that it outlives the service
    service = new Service(settings);
    service.start();
    cookie = signIn();
  }

  @AfterEach
  void leave() {
    east.close();
    west.close();
    service.close();
    installation.close();
  }

  private DSLContext db() {
    return installation.store().db();
  }

  private String signIn() {
    UUID user = IdGenerator.next();
    db().insertInto(STAFF_USER)
        .set(STAFF_USER.ID, user)
        .set(STAFF_USER.LOGIN, "olga")
        .set(STAFF_USER.NAME, "Olga")
        .set(STAFF_USER.ROLE, "SUPERVISOR")
        .set(STAFF_USER.LANGUAGE, "EN")
        .set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false)
        .set(STAFF_USER.SPEAKS, new String[0])
        .set(STAFF_USER.ACTIVE, true)
        .set(STAFF_USER.CREATED_AT, Clock.systemUTC().instant())
        .execute();
    return "obzvon-session=" + new JooqSessions(db(), Session.Limits.USUAL, Clock.systemUTC()).open(user);
  }

  /// Returns the row of a line on the page of exchanges.
  private String row(String line) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String page = client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/exchanges"))
              .header("Cookie", cookie).build(),
          HttpResponse.BodyHandlers.ofString())
          .body();
      return page.lines().filter(row -> row.contains("<th>" + line + "</th>")).findFirst().orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean rests(String line) {
    return row(line).contains("rests");
  }

  private int rung(String line) {
    return db().fetchCount(ATTEMPT, ATTEMPT.LINE.eq(line).and(ATTEMPT.ANSWERED_AT.isNotNull()));
  }

  private Instant until(String what, BooleanSupplier happens) {
    await().alias(what).atMost(PATIENCE).until(happens::getAsBoolean);
    return Instant.now();
  }

  private void moreRing(String line, int calls) {
    int before = rung(line);
    until(calls + " more calls over " + line, () -> rung(line) >= before + calls);
  }

  @Test
  void calls_go_on_over_the_trunk_that_works_and_no_debtor_loses_or_pays_anything() {
    CarrierBook carrier = CarrierBook.opened();
    west.mend();
    installation.start(
        new Installation.Campaign("trunks", "rig", "attempts-at-most: 1", 50, false, Duration.ofSeconds(10)),
        RigDebtors.alike(DEBTORS, Installation.noonZone()));
    until("the dead trunk rests", () -> rests(EAST));
    moreRing(WEST, 20);
    assertThat(rests(WEST)).isFalse();

    east.mend();
    Instant mended = Instant.now();
    System.out.println("east works again " + seconds(mended, until("east works", () -> !rests(EAST)))
        + " s after it was mended");
    moreRing(EAST, 10);

    west.cut();
    Instant cut = Instant.now();
    System.out.println("west rests " + seconds(cut, until("west rests", () -> rests(WEST))) + " s after it was cut");
    moreRing(EAST, 20);
    assertThat(rests(EAST)).isFalse();

    west.mend();
    mended = Instant.now();
    System.out.println("west works again " + seconds(mended, until("west works", () -> !rests(WEST)))
        + " s after it was mended");

    until("the campaign is over", () -> installation.ledger().isOver());
    assertThat(installation.ledger().contacts()).as("no debtor loses the contact").containsOnlyKeys("DONE");
    assertThat(db().fetchCount(CONTACT, CONTACT.ATTEMPTS.eq(1))).as("and none is charged for a fault")
        .isEqualTo(DEBTORS);
    List<LedgerBook.Entry> unanswered = unanswered();
    assertThat(unanswered).as("calls of which the cut took the answer: these debtors were rung")
        .hasSizeLessThanOrEqualTo(6)
        .allSatisfy(entry -> {
          assertThat(entry.line()).isEqualTo(WEST);
          assertThat(entry.times().written()).isBetween(cut.minusSeconds(30), cut.plusSeconds(2));
        });
    assertThat(db().fetchCount(ATTEMPT, ATTEMPT.ANSWERED_AT.isNotNull())).isEqualTo(DEBTORS - unanswered.size());
    unanswered.forEach(entry -> System.out.println("cut while it rang: " + entry.said()));
    assertThat(carrier.entries().stream().map(CarrierBook.Entry::number).distinct()).hasSize(DEBTORS);
    System.out.println("calls at the carrier for " + DEBTORS + " debtors: " + carrier.entries().size());
    print(cut);
  }

  private List<LedgerBook.Entry> unanswered() {
    return installation.ledger().entries().stream()
        .filter(entry -> entry.times().answered().isEmpty() && !entry.outcome().orElseThrow().startsWith("FAILED"))
        .toList();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }

  private void print(Instant cut) {
    List<LedgerBook.Entry> entries = installation.ledger().entries();
    List<LedgerBook.Entry> faults = entries.stream().filter(entry -> entry.outcome().orElseThrow().equals("FAILED"))
        .toList();
    System.out.println(
        "faults of ours: "
            + faults.stream().collect(Collectors.groupingBy(LedgerBook.Entry::line, Collectors.counting())));
    List<Instant> answers = entries.stream().flatMap(entry -> entry.times().answered().stream())
        .sorted(Comparator.naturalOrder()).toList();
    for (String line : List.of(EAST, WEST)) {
      faults.stream()
          .filter(entry -> entry.line().equals(line))
          .filter(entry -> line.equals(EAST) || entry.times().written().isAfter(cut.minusSeconds(15)))
          .map(entry -> entry.times().ended().orElseThrow())
          .min(Comparator.naturalOrder())
          .ifPresent(
              first -> System.out.println(
                  "first fault of " + line + ": the next call was answered "
                      + answers.stream().filter(at -> at.isAfter(first)).findFirst()
                          .map(next -> seconds(first, next) + " s later").orElse("never")));
    }
    db().selectFrom(LINE_CHANGE).orderBy(LINE_CHANGE.CHANGED_AT)
        .forEach(
            row -> System.out.println(
                row.get(LINE_CHANGE.CHANGED_AT) + " " + row.get(LINE_CHANGE.LINE)
                    + (row.get(LINE_CHANGE.WORKS) ? " works, was " : " rests, ") + row.get(LINE_CHANGE.WHY) + " "
                    + row.get(LINE_CHANGE.DETAIL)));
  }
}
