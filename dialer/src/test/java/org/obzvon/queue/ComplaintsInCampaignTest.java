package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests four weeks of a campaign whose debtors complain.
@Tag("slow")
class ComplaintsInCampaignTest extends RoundsByHand {
  private static final int COMPLAIN = 22;
  private static final int CONTENT = 4;
  private static final String LADDER = """
      ladder:
        - {from: debt, day: 3, arms: [ROBOT], channel: robot, script: payment-active}
        - {from: debt, day: 10, arms: [ROBOT], channel: robot, script: payment-active}
        - {from: debt, day: 17, arms: [ROBOT], channel: robot, script: payment-active}
        - {from: debt, day: 24, arms: [ROBOT], channel: robot, script: payment-active}
      """;

  private final Set<UUID> complained = new HashSet<>();
  private int handled;

  private void startCampaign() {
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0").replace("november", "complaints")
        .replaceAll("(?s)ladder:.*?policy:", LADDER + "policy:");
    var draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, clock.instant());
    campaigns.move(draft.id(), CampaignState.RUNNING, clock.instant());
    campaign = campaigns.find(draft.id()).orElseThrow();
  }

  /// Returns the outcome of the call: the first debtors complain in their first call, the others never do.
  private ContactOutcome says(Attempt attempt) {
    UUID account = attempt.contact().debtor().account();
    boolean now = complained.size() < COMPLAIN && complained.add(account);
    return new Reached(
        now ? Answer.GAVE_REASON : Answer.LISTENED, Optional.empty(),
        now ? Optional.of(NonPaymentReason.QUALITY_OF_SERVICE) : Optional.empty());
  }

  private void daysUntil(Instant end) {
    while (clock.instant().isBefore(end)) {
      tick.run(campaign);
      while (round().placed() > 0) {
        List<Attempt> calls = List.copyOf(placed.subList(handled, placed.size()));
        handled = placed.size();
        calls.forEach(call -> end(call, says(call)));
      }
      clock.tick(Duration.ofHours(6));
    }
  }

  private long callsTo(Set<UUID> accounts) {
    return placed.stream().filter(call -> accounts.contains(call.contact().debtor().account())).count();
  }

  private void close(Ticket ticket) {
    new JooqTickets(db, new JooqEventOutbox(db))
        .move(ticket.id(), ticket.state(), TicketState.CLOSED, new Ticket.Step(clock.instant(), "ana", "mended"));
  }

  @Test
  void who_complained_of_quality_is_not_contacted_again_until_the_ticket_is_closed() {
    startCampaign();
    debtors(COMPLAIN + CONTENT);
    daysUntil(clock.instant().plus(Duration.ofDays(12)));
    assertThat(complained).hasSize(COMPLAIN);
    assertThat(callsTo(complained)).as("the call in which they complained and no other").isEqualTo(COMPLAIN);
    assertThat(placed).as("the others were called again").hasSizeGreaterThan(COMPLAIN + CONTENT);

    List<Ticket> tickets = new JooqTickets(db, new JooqEventOutbox(db)).page(Tickets.Filter.ALL, Optional.empty(), 100);
    assertThat(tickets).hasSize(COMPLAIN).allMatch(Ticket::holdsDemands);
    List<Ticket> mended = tickets.subList(0, 10);
    mended.forEach(this::close);
    Set<UUID> again = mended.stream().map(one -> one.subject().account()).collect(Collectors.toSet());
    Set<UUID> still = new HashSet<>(complained);
    still.removeAll(again);
    daysUntil(clock.instant().plus(Duration.ofDays(16)));
    assertThat(callsTo(still)).as("their tickets are open").isEqualTo(COMPLAIN - 10);
    assertThat(again).allSatisfy(account -> assertThat(callsTo(Set.of(account))).isGreaterThan(1));
    assertThat(db.fetchCount(DECISION, DECISION.RULE.eq("open-ticket"))).isPositive();
    assertThat(db.fetchCount(ATTEMPT, ATTEMPT.REASON.eq("QUALITY_OF_SERVICE"))).isEqualTo(COMPLAIN);
    assertThat(db.fetchCount(CONTACT, CONTACT.STATE.eq("WITHDRAWN"))).as("put off, not called off").isZero();
  }
}
