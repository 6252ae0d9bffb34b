package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.nio.file.Path;
import java.time.Duration;
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
import org.obzvon.fixture.TcpRelay;

/// Tests a conversation that breaks off in the middle because its connection is cut or the service dies. The real
/// exchange keeps what the debtor pressed before and after, and the attempt is settled from it.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigKeptCallsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Installation installation;
  private TcpRelay conversations;

  @BeforeEach
  void install() {
    installation = new Installation(folder, new Installation.Size(12, 10, Duration.ofSeconds(3)));
    conversations = new TcpRelay(installation.agiPort());
    installation.lead(Integer.parseInt(RealLine.properties().getProperty("ami.port")), conversations.port());
  }

  @AfterEach
  void leave() {
    conversations.close();
    installation.close();
    RealLine.up();
  }

  private void call(RigDebtors.Kind kind, int debtors, boolean detectMachine) {
    installation.start(
        new Installation.Campaign("kept", "rig", "attempts-at-most: 1", 12, detectMachine, Duration.ofSeconds(10)),
        new RigDebtors().with(debtors, kind).register(Installation.noonZone()));
  }

  private void allEndAs(String said, int attempts) {
    LedgerBook ledger = installation.ledger();
    await().atMost(PATIENCE).until(() -> ledger.closedAttempts() == attempts);
    assertThat(ledger.entries()).extracting(LedgerBook.Entry::said).containsOnly(said);
  }

  private void exchangeHasForgotten() {
    await().atMost(PATIENCE).until(() -> !keeps("/"));
  }

  /// Returns true if the exchange keeps something about the attempts with these words in it.
  private boolean keeps(String words) {
    return installation.ledger().entries().stream()
        .flatMap(entry -> RealLine.console("database show obzvon").lines()
            .filter(line -> line.contains(entry.attempt().toString())))
        .anyMatch(line -> line.contains(words));
  }

  @Test
  void the_stop_key_is_heard_that_is_pressed_after_the_connection_was_cut() {
    try (ServiceProcess service = installation.serve()) {
      call(RigDebtors.WANTS_NO_CALLS, 2, false);
      // Each is cut as soon as it begins: a key that is pressed in the moment of the cut itself is lost.
      for (int begun = 1; begun <= 2; begun++) {
        int conversation = begun;
        await().atMost(PATIENCE).until(() -> conversations.accepted() >= conversation);
        conversations.cut();
      }
      allEndAs("UNDELIVERABLE OPTED_OUT", 2);
      assertThat(installation.store().db().fetchCount(SUPPRESSION)).isEqualTo(2);
      assertThat(conversations.accepted()).as("the robot spoke no more").isEqualTo(2);
      exchangeHasForgotten();
      assertThat(service.said()).doesNotContain("ERROR");
    }
  }

  @Test
  void the_stop_key_is_heard_that_is_pressed_while_the_service_is_dead() {
    try (ServiceProcess service = installation.serve()) {
      call(RigDebtors.WANTS_NO_CALLS, 1, false);
      await().atMost(PATIENCE).until(() -> conversations.accepted() == 1);
      installation.ledger();
      service.kill();
    }
    await().atMost(PATIENCE).until(() -> keeps("key 9"));
    try (ServiceProcess again = installation.serve()) {
      allEndAs("UNDELIVERABLE OPTED_OUT", 1);
      assertThat(installation.store().db().fetchCount(SUPPRESSION)).isEqualTo(1);
      exchangeHasForgotten();
      assertThat(again.said()).doesNotContain("ERROR");
    }
  }

  @Test
  void what_was_confirmed_before_the_service_died_stands() {
    try (ServiceProcess service = installation.serve()) {
      call(RigDebtors.CONFIRMS_AND_LISTENS, 1, false);
      await().atMost(PATIENCE).until(() -> keeps("person=yes"));
      service.kill();
    }
    await().atMost(PATIENCE).until(() -> keeps("ended"));
    try (ServiceProcess again = installation.serve()) {
      allEndAs("REACHED LISTENED", 1);
      assertThat(installation.ledger().entries().getFirst().talk()).isPresent();
      assertThat(again.said()).doesNotContain("ERROR");
    }
  }

  @Test
  void a_key_is_heard_that_is_pressed_while_the_exchange_listens_for_a_machine() {
    try (ServiceProcess service = installation.serve()) {
      call(RigDebtors.STOPS_AT_ONCE, 6, true);
      allEndAs("UNDELIVERABLE OPTED_OUT", 6);
      assertThat(service.said()).doesNotContain("ERROR");
    }
  }
}
