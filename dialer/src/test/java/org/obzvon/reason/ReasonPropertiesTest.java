package org.obzvon.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.reason.ReasonDesk.first;
import static org.obzvon.reason.ReasonDesk.second;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.policy.Decision;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.register.Account;

/// Tests that the stored rows and the policy's decisions agree with a simple model, whatever reasons debtors give, in
/// whatever way, however often they are reported, and whatever is done with their tickets.
@Tag("slow")
class ReasonPropertiesTest {
  private static final ReasonDesk DESK = new ReasonDesk();
  private static final int STEPS = 25;

  /// The expected state of one debtor.
  private static final class Model {
    private final Map<NonPaymentReason, Integer> open = new EnumMap<>(NonPaymentReason.class);
    private final Set<NonPaymentReason> answered = new HashSet<>();
    private int opened;
    private Instant paid = Instant.EPOCH;
    private Instant moved = Instant.EPOCH;
    private boolean stopped;

    void heard(NonPaymentReason reason, Instant now) {
      switch (reason) {
        case QUALITY_OF_SERVICE, DISPUTE, REFUSES, MOVED -> {
          if (open.merge(reason, 1, Integer::sum) == 1) {
            opened++;
          }
          if (reason == NonPaymentReason.MOVED) {
            moved = now;
          }
        }
        case ALREADY_PAID -> paid = now;
        case NOT_THE_SUBSCRIBER -> stopped = true;
        case FORGOT, NO_MONEY, OTHER -> {
        }
      }
    }

    boolean held() {
      return open.containsKey(NonPaymentReason.QUALITY_OF_SERVICE)
          || answered.contains(NonPaymentReason.QUALITY_OF_SERVICE)
          || open.containsKey(NonPaymentReason.DISPUTE) || open.containsKey(NonPaymentReason.REFUSES);
    }
  }

  @Property(tries = 25)
  void the_store_and_the_policy_agree_with_a_simple_model(@ForAll Random random) {
    DESK.clock.set(PolicySurroundings.NOON);
    Account account = DESK.debtor();
    Model model = new Model();
    List<Runnable> told = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(6)) {
        case 0, 1, 2 -> told.add(says(account, model, random));
        case 3 -> told.stream().skip(random.nextInt(told.size() + 1)).findFirst().ifPresent(Runnable::run);
        case 4 -> dealWith(account, model, random);
        default -> DESK.clock.tick(Duration.ofHours(random.nextInt(1, 200)));
      }
      holds(account, model);
    }
  }

  /// Lets the debtor give a random reason. Returns an action that reports it again.
  private static Runnable says(Account account, Model model, Random random) {
    NonPaymentReason reason = NonPaymentReason.values()[random.nextInt(NonPaymentReason.values().length)];
    Listener listener = Listener.values()[random.nextInt(Listener.values().length)];
    UUID source = DESK.says(account, reason, listener, "words");
    model.heard(reason, DESK.now());
    return () -> DESK.again(source, account, reason, listener, "other words");
  }

  private static void dealWith(Account account, Model model, Random random) {
    List<Ticket> tickets = DESK.ticketsOf(account).stream().filter(one -> one.state() != TicketState.CLOSED).toList();
    if (tickets.isEmpty()) {
      return;
    }
    Ticket ticket = tickets.get(random.nextInt(tickets.size()));
    if (ticket.state() == TicketState.OPEN) {
      model.open.remove(ticket.kind());
    }
    if (ticket.state() == TicketState.OPEN && random.nextBoolean()) {
      DESK.answer(ticket);
      model.answered.add(ticket.kind());
    } else {
      DESK.close(ticket);
      boolean another = tickets.stream().anyMatch(
          one -> one.kind() == ticket.kind() && one.state() == TicketState.ANSWERED
              && !one.id().equals(ticket.id()));
      if (ticket.state() == TicketState.ANSWERED && !another) {
        model.answered.remove(ticket.kind());
      }
    }
  }

  private static void holds(Account account, Model model) {
    List<Ticket> tickets = DESK.ticketsOf(account);
    assertThat(tickets).hasSize(model.opened);
    Map<NonPaymentReason, Integer> open = new EnumMap<>(NonPaymentReason.class);
    tickets.stream().filter(one -> one.state() == TicketState.OPEN)
        .forEach(one -> assertThat(open.put(one.kind(), one.opening().complaints())).isNull());
    assertThat(open).isEqualTo(model.open);

    Decision decision = DESK.asked(account, Channel.ROBOT);
    Duration sincePaid = Duration.between(model.paid, DESK.now());
    boolean paused = sincePaid.toDays() < 5; // working days, with or without a weekend
    boolean overForCertain = sincePaid.toDays() >= 9;
    if (model.held()) {
      assertThat(decision.rule()).isIn("open-ticket", "reason-pause");
    } else if (paused) {
      assertThat(decision.rule()).isEqualTo("reason-pause");
    } else if (overForCertain) {
      Duration sinceMoved = Duration.between(model.moved, DESK.now());
      boolean moved = sinceMoved.toDays() < 30;
      boolean movedOver = sinceMoved.toDays() >= 32;
      if (model.stopped || moved) {
        assertThat(decision).isEqualTo(new Decision.Allowed(List.of(second(account))));
      } else if (movedOver) {
        assertThat(decision).isEqualTo(new Decision.Allowed(List.of(first(account), second(account))));
      }
    }
  }
}
