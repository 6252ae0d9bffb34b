package org.obzvon.rehearsal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.call.ami.AmiSwitchboard;
import org.obzvon.document.Secret;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;

/// Tests the queue of the simulated exchange through the desk's own interface to it.
class SimulatedQueueTest extends ExchangeFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TELEPHONE = "PJSIP/101";

  private final List<QueueEvent> told = new CopyOnWriteArrayList<>();
  private final UUID operator = IdGenerator.next();

  private AmiSwitchboard board() throws InterruptedException {
    AmiSwitchboard board = new AmiSwitchboard(
        new org.obzvon.call.ami.ExchangeSettings(
            "rehearsal",
            new org.obzvon.call.ami.ExchangeSettings.Access(
                "127.0.0.1", exchange.port(), LOGIN.user(), new Secret(LOGIN.secret())),
            new org.obzvon.call.ami.ExchangeSettings.Dialling(
                "PJSIP/{number}@rehearsal", "obzvon-robot", "agi://127.0.0.1:4573/ivr", List.of("7"), false),
            org.obzvon.call.ami.ExchangeSettings.Waits.USUAL),
        clock);
    open.addFirst(board);
    board.follow(told::add, () -> {});
    assertThat(board.awaitConnected(PATIENCE)).isTrue();
    return board;
  }

  private String handedOver() throws Exception {
    behaviour = new PersonAnswers(RING, List.of(), false);
    ScriptedAgiServer agi = agi("SET VARIABLE OBZVON_NEXT operator");
    String id = IdGenerator.next().toString();
    originate(id, Map.of("OBZVON_AGI", agi.address(), "OBZVON_ATTEMPT", id));
    return id;
  }

  private <E extends QueueEvent> E await(Class<E> type) {
    return org.awaitility.Awaitility.await().atMost(PATIENCE)
        .until(() -> told.stream().filter(type::isInstance).map(type::cast).findFirst(), found -> found.isPresent())
        .orElseThrow();
  }

  @Test
  void a_seated_operator_gets_the_debtor_and_talks_until_somebody_hangs_up() throws Exception {
    AmiSwitchboard board = board();
    assertThat(board.give(new Order.Seat(TELEPHONE, operator, false, Set.of()))).isEqualTo(Receipt.DONE);
    assertThat(board.give(new Order.Seat(TELEPHONE, operator, false, Set.of()))).as("he may be there already")
        .isEqualTo(Receipt.DONE);
    UUID attempt = UUID.fromString(handedOver());
    assertThat(await(QueueEvent.Rang.class).endpoint()).isEqualTo(TELEPHONE);
    assertThat(await(QueueEvent.Connected.class).attempt()).isEqualTo(attempt);
    assertThat(board.present().orElseThrow().debtors()).containsExactly(attempt);
    assertThat(board.give(new Order.HangUpDebtor(attempt))).isEqualTo(Receipt.DONE);
    assertThat(await(QueueEvent.DebtorGone.class).attempt()).isEqualTo(attempt);
  }

  @Test
  void of_two_free_operators_the_one_who_speaks_the_debtors_language_is_rung() throws Exception {
    AmiSwitchboard board = board();
    board.give(new Order.Seat("PJSIP/102", IdGenerator.next(), false, Set.of(Language.EN)));
    board.give(new Order.Seat(TELEPHONE, operator, false, Set.of(Language.RU)));
    handedOver();
    assertThat(await(QueueEvent.Rang.class).endpoint()).isEqualTo(TELEPHONE);
  }

  @Test
  void a_debtor_waits_while_the_only_operator_is_paused() throws Exception {
    AmiSwitchboard board = board();
    board.give(new Order.Seat(TELEPHONE, operator, true, Set.of()));
    UUID attempt = UUID.fromString(handedOver());
    await(QueueEvent.Joined.class);
    assertThat(board.present().orElseThrow().waiting()).containsExactly(attempt);
    assertThat(board.give(new Order.Pause(TELEPHONE, false))).isEqualTo(Receipt.DONE);
    await(QueueEvent.Connected.class);
  }

  @Test
  void a_campaigns_call_rings_the_operator_and_then_connects_the_debtor() throws Exception {
    AmiSwitchboard board = board();
    UUID attempt = IdGenerator.next();
    board.give(new Order.Ring(TELEPHONE, attempt, "+79000999999", Duration.ofSeconds(15)));
    assertThat(await(QueueEvent.LegUp.class).leg()).isEqualTo("op-" + attempt);
    assertThat(board.present().orElseThrow().legs()).containsExactly("op-" + attempt);
    board.give(new Order.HangUpLeg("op-" + attempt));
    assertThat(await(QueueEvent.LegGone.class).leg()).isEqualTo("op-" + attempt);
  }
}
