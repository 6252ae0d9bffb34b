package org.obzvon.rig;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.obzvon.fixture.ServiceProcess;

/// Tests processes that die in the middle of a campaign that calls through two real Asterisks. Nobody is called twice
/// because of it, every attempt gets an end, and waiting contacts go on.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigCrashTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(3);
  private static final int LINES = 12;
  private static final Installation.Campaign ONCE = new Installation.Campaign("once", "rig", "attempts-at-most: 1",
      LINES);
  private static final Installation.Campaign LINE_FAULTS_AGAIN = new Installation.Campaign(
      "faults-again", "rig", "attempts-at-most: 1, line-fault: {after: 1m, times: 2}", LINES);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final RigDebtors debtors = new RigDebtors()
      .with(14, RigDebtors.BUSY)
      .with(20, RigDebtors.ONE_SECOND)
      .with(10, RigDebtors.RINGS)
      .with(16, RigDebtors.HANGS_UP_IN_A_PROMPT)
      .with(8, RigDebtors.WANTS_A_PERSON)
      .with(8, RigDebtors.MACHINE);
  private final CarrierBook carrier = CarrierBook.opened();
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder, new Installation.Size(LINES, 10, STOP));
  }

  @AfterEach
  void leave() {
    installation.close();
    RealLine.up();
  }

  @Test
  void a_service_that_is_killed_and_started_again_calls_nobody_twice() {
    Gap gap;
    try (ServiceProcess service = installation.serve()) {
      startAndAwaitTheMiddle(ONCE);
      Instant from = Instant.now();
      service.kill();
      gap = new Gap(from, Instant.now(), installation.ledger().openAttempts());
      assertThat(gap.left()).isNotEmpty();
    }
    try (ServiceProcess again = installation.serve()) {
      awaitTheEnd();
      assertThat(again.said()).doesNotContain("ERROR");
    }
    everybodyWasCalledOnceAtMost();
    endsAreTrueExceptIn(gap);
  }

  @Test
  void an_exchange_that_is_killed_and_started_again_calls_nobody_twice() throws Exception {
    try (ServiceProcess service = installation.serve()) {
      startAndAwaitTheMiddle(LINE_FAULTS_AGAIN);
      Instant killed = Instant.now();
      RealLine.signal(RealLine.pid("pbx"), "KILL");
      await().atMost(PATIENCE).until(() -> service.said().contains("Exchange pbx is lost"));
      RealLine.up();
      Gap gap = new Gap(killed, Instant.now());
      awaitTheEnd();
      attemptsAreThoseOfTheCarrier();
      endsAreTrueExceptIn(gap);
      assertThat(repeatedWithoutAFault()).isEmpty();
    }
  }

  @Test
  void a_service_that_is_told_to_stop_does_so_in_the_stated_time_and_the_next_one_goes_on() {
    Gap gap;
    try (ServiceProcess service = installation.serve()) {
      startAndAwaitTheMiddle(ONCE);
      Instant told = Instant.now();
      service.terminate();
      assertThat(service.ended()).as(service.said()).isEqualTo(128 + 15);
      gap = new Gap(told, Instant.now(), installation.ledger().openAttempts());
      assertThat(Duration.between(told, gap.until())).isLessThan(STOP.plusSeconds(30));
      assertThat(service.said()).doesNotContain("ERROR");
    }
    try (ServiceProcess again = installation.serve()) {
      awaitTheEnd();
      assertThat(again.said()).doesNotContain("ERROR");
    }
    everybodyWasCalledOnceAtMost();
    endsAreTrueExceptIn(gap);
  }

  @Test
  void two_services_share_the_queue_and_the_lines_and_call_nobody_twice() {
    try (ServiceProcess first = installation.serve();
        ServiceProcess second = ServiceProcess.start(installation.configurationOfSecondNode(), installation.log())) {
      startAndAwaitTheMiddle(ONCE);
      awaitTheEnd();
      everybodyWasCalledOnceAtMost();
      endsAreTrueExceptIn(new Gap(Instant.MAX, Instant.MIN));
      Map<String, Long> byNode = installation.ledger().entries().stream()
          .collect(groupingBy(LedgerBook.Entry::node, counting()));
      assertThat(byNode).containsOnlyKeys("first", "second");
      assertThat(installation.ledger().mostAtOnce()).isLessThanOrEqualTo(LINES);
      assertThat(first.said() + second.said()).doesNotContain("ERROR");
    }
  }

  @Test
  void a_wish_for_no_more_calls_stands_though_the_service_is_killed_while_it_says_goodbye() {
    RigDebtors one = new RigDebtors().with(1, RigDebtors.WANTS_NO_CALLS);
    try (ServiceProcess service = installation.serve()) {
      installation.start(LINE_FAULTS_AGAIN, one.register(Installation.noonZone()));
      await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE)
          .until(() -> installation.store().db().fetchCount(SUPPRESSION) == 1);
      service.kill();
      assertThat(installation.ledger().openAttempts()).as("the goodbye was not over").hasSize(1);
    }
    try (ServiceProcess again = installation.serve()) {
      awaitTheEnd();
      assertThat(again.said()).doesNotContain("ERROR");
    }
    assertThat(installation.store().db().fetchCount(SUPPRESSION)).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> !carrier.entries().isEmpty());
    assertThat(carrier.entries()).hasSize(1);
  }

  /// Starts the campaign and waits until some calls have ended, some run and some wait.
  private void startAndAwaitTheMiddle(Installation.Campaign campaign) {
    installation.start(campaign, debtors.register(Installation.noonZone()));
    LedgerBook ledger = installation.ledger();
    await().atMost(PATIENCE)
        .until(() -> ledger.closedAttempts() >= debtors.count() / 4 && ledger.openAttempts().size() >= LINES / 2);
    assertThat(ledger.contacts()).containsKey("QUEUED");
  }

  private void awaitTheEnd() {
    LedgerBook ledger = installation.ledger();
    await().atMost(PATIENCE).until(ledger::isOver);
  }

  private void everybodyWasCalledOnceAtMost() {
    List<LedgerBook.Entry> entries = installation.ledger().entries();
    assertThat(entries).extracting(LedgerBook.Entry::phone).doesNotHaveDuplicates().hasSize(debtors.count());
    attemptsAreThoseOfTheCarrier();
    assertThat(carrier.entries()).extracting(CarrierBook.Entry::number).doesNotHaveDuplicates();
  }

  /// Checks that the carrier saw no attempt twice and none that the ledger lacks.
  /// An attempt that it did not see is no contact.
  private void attemptsAreThoseOfTheCarrier() {
    Map<String, LedgerBook.Entry> ledger = new HashMap<>();
    installation.ledger().entries().forEach(entry -> ledger.put(entry.attempt().toString(), entry));
    Set<String> placed = new HashSet<>(ledger.keySet());
    placed.removeIf(attempt -> ledger.get(attempt).isLost()
        || ledger.get(attempt).said().startsWith("FAILED EXCHANGE"));
    await().atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(carrier.entries()).extracting(CarrierBook.Entry::attempt).containsAll(placed));
    assertThat(carrier.entries()).extracting(CarrierBook.Entry::attempt).doesNotHaveDuplicates();
    assertThat(ledger.keySet()).containsAll(carrier.entries().stream().map(CarrierBook.Entry::attempt).toList());
  }

  /// The time in which one of the processes was away.
  ///
  /// @param left the attempts that the process left open: a call may have ended just before, and the end that the
  ///     exchange kept is in whole seconds
  private record Gap(Instant from, Instant until, Set<UUID> left) {
    private Gap(Instant from, Instant until) {
      this(from, until, Set.of());
    }

    boolean touches(LedgerBook.Entry entry) {
      return left.contains(entry.attempt())
          || entry.times().written().isBefore(until) && !entry.times().ended().orElseThrow().isBefore(from);
    }
  }

  private void endsAreTrueExceptIn(Gap gap) {
    List<String> touched = new ArrayList<>();
    for (LedgerBook.Entry entry : installation.ledger().entries()) {
      if (gap.touches(entry)) {
        touched.add(debtors.of(entry.phone()).behaviour() + " → " + entry.said());
      } else {
        assertThat(entry.said()).as(entry.phone()).isEqualTo(debtors.of(entry.phone()).answer());
      }
    }
    System.out.println("attempts that were open meanwhile: " + touched);
  }

  /// Returns the numbers with another attempt after one that reached the network.
  private List<String> repeatedWithoutAFault() {
    Map<String, Long> real = installation.ledger().entries().stream()
        .filter(entry -> !entry.said().startsWith("FAILED"))
        .collect(groupingBy(LedgerBook.Entry::phone, counting()));
    return real.entrySet().stream().filter(entry -> entry.getValue() > 1).map(Map.Entry::getKey).toList();
  }
}
