package org.obzvon.rig;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
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

/// Tests a register that is called through the whole product and two real Asterisks: in the end the ledger agrees with
/// what the debtors did and with the carrier's records. A debtor behind a congested network is called again, because a
/// fault of the network is no attempt; everybody else is called once.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigCampaignTest {
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder, new Installation.Size(50, 20, Duration.ofSeconds(5)));
  }

  @AfterEach
  void leave() {
    installation.close();
  }

  @Test
  void every_debtor_whom_the_network_can_reach_is_called_once_and_the_ledger_says_what_he_did() {
    RigDebtors debtors = allKinds();
    CarrierBook carrier = CarrierBook.opened();
    try (ServiceProcess service = installation.serve()) {
      installation.start(
          new Installation.Campaign("everybody", "ru-service-notice", "attempts-at-most: 1", 50),
          debtors.register(Installation.noonZone()));
      LedgerBook ledger = installation.ledger();
      await().atMost(PATIENCE).until(() -> ledger.phonesTried() == debtors.count());
      installation.command("campaign", "pause", "everybody");
      await().atMost(PATIENCE).until(() -> ledger.openAttempts().isEmpty());
      service.terminate(); // a round that had begun before the pause is over then
      service.ended();
      called(debtors, ledger);
      agree(debtors, ledger, carrier);
      assertThat(service.said()).doesNotContain("ERROR");
    }
  }

  private static RigDebtors allKinds() {
    return new RigDebtors()
        .with(24, RigDebtors.BUSY)
        .with(18, RigDebtors.NO_SUCH_NUMBER)
        .with(15, RigDebtors.CONGESTION)
        .with(15, RigDebtors.REJECTS)
        .with(15, RigDebtors.ONE_SECOND)
        .with(15, RigDebtors.RINGS)
        .with(15, RigDebtors.MACHINE)
        .with(15, RigDebtors.HANGS_UP_IN_A_PROMPT)
        .with(6, RigDebtors.LISTENS)
        .with(9, RigDebtors.WANTS_A_PERSON)
        .with(9, RigDebtors.WANTS_NO_CALLS)
        .with(9, RigDebtors.SOMEBODY_ELSE)
        .with(9, RigDebtors.WRONG_NUMBER)
        .with(9, RigDebtors.PROMISES)
        .with(6, RigDebtors.NAMES_A_REASON)
        .with(6, RigDebtors.CONFIRMS_AND_WANTS_NO_CALLS)
        .with(5, RigDebtors.CONFIRMS_AND_HANGS_UP);
  }

  private static void called(RigDebtors debtors, LedgerBook ledger) {
    Map<String, Long> calls = ledger.entries().stream().collect(groupingBy(LedgerBook.Entry::phone, counting()));
    assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(debtors.phones());
    calls.keySet().removeIf(phone -> debtors.of(phone).equals(RigDebtors.CONGESTION));
    assertThat(calls).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }

  /// Compares call by call: the same attempts, the same end, the same length.
  private static void agree(RigDebtors debtors, LedgerBook ledger, CarrierBook carrier) {
    int attempts = ledger.entries().size();
    Map<String, CarrierBook.Entry> told = await().atMost(PATIENCE)
        .until(carrier::entries, entries -> entries.size() >= attempts).stream()
        .collect(toMap(CarrierBook.Entry::attempt, entry -> entry));
    assertThat(ledger.entries())
        .extracting(entry -> entry.attempt().toString())
        .containsExactlyInAnyOrderElementsOf(told.keySet());
    SoftAssertions softly = new SoftAssertions();
    for (LedgerBook.Entry entry : ledger.entries()) {
      RigDebtors.Kind kind = debtors.of(entry.phone());
      CarrierBook.Entry call = told.get(entry.attempt().toString());
      String who = kind.behaviour() + " " + entry.phone() + " " + entry.attempt();
      softly.assertThat(entry.said()).as(who).isEqualTo(kind.answer());
      softly.assertThat(entry.cause()).as(who).contains(kind.cause());
      softly.assertThat(call.number()).as(who).isEqualTo(entry.phone());
      softly.assertThat(call.behaviour()).as(who).isEqualTo(kind.behaviour());
      softly.assertThat(call.disposition()).as(who).isEqualTo(kind.disposition());
      softly.assertThat(entry.talk().isPresent()).as(who).isEqualTo(call.talk().isPresent());
      if (call.talk().isPresent() && entry.talk().isPresent()) {
        // The carrier writes whole seconds, so its two instants are off by up to one between them.
        softly.assertThat(entry.talk().get().minus(call.talk().get()).abs()).as(who).isLessThan(Duration.ofSeconds(2));
      }
    }
    softly.assertAll();
  }
}
