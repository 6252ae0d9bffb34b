package org.obzvon.rehearsal;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.Promise;

/// Simulated operators, who call nobody: they reach about half of those they ring (statistics.md §5: 45–55 %) and
/// record reasons and promises of up to a week. Refuses every line but [SimulatedChannelContext#LINE].
public final class SimulatedOperatorChannel implements ContactChannel {
  private static final int HORIZON_DAYS = 7;
  /// The factor by which an operator reaches more: they let it ring longer and call at better times than the robot.
  private static final double PATIENCE = 1.06;

  private final SimulatedChannelContext simulation;
  private final SimulatedTalk talk;

  public SimulatedOperatorChannel(SimulatedChannelContext simulation) {
    this.simulation = simulation;
    this.talk = new SimulatedTalk(simulation.payDays());
  }

  @Override
  public Submission submit(Attempt attempt) {
    return simulation.caseOf(attempt).map(it -> simulation.report(it, told(it)))
        .orElseGet(SimulatedChannelContext::refused);
  }

  private SimulatedChannelContext.Told told(SimulatedChannelContext.Case it) {
    Chance chance = it.chance();
    return switch (SimulatedChannelContext.lineState(it)) {
      case NO_SUCH_NUMBER -> unanswered(new Undeliverable(Refusal.NO_SUCH_NUMBER), 3);
      case SWITCHED_OFF -> unanswered(new NotReached(NoAnswer.NO_ANSWER), 30);
      case WRONG -> picksUp(it)
          ? answered(new Undeliverable(Refusal.WRONG_NUMBER), chance)
          : unanswered(new NotReached(NoAnswer.NO_ANSWER), 30);
      case WORKS -> picksUp(it) ? answered(conversation(it), chance) : unanswered(noAnswer(chance), 30);
    };
  }

  private static boolean picksUp(SimulatedChannelContext.Case it) {
    int hour = it.attempt().writtenAt().atZone(it.debtor().zone()).getHour();
    return it.chance().happens(Math.min(0.95, it.debtor().nature().habit().picksUp(hour) * PATIENCE));
  }

  private ContactOutcome conversation(SimulatedChannelContext.Case it) {
    double who = it.chance().next();
    if (who < 0.07) {
      return new NotReached(NoAnswer.SOMEBODY_ELSE);
    }
    if (who < 0.10) {
      return new NotReached(NoAnswer.HUNG_UP_EARLY);
    }
    LocalDate today = it.attempt().writtenAt().atZone(it.debtor().zone()).toLocalDate();
    SimulatedTalk.Said said = talk.said(it.debtor(), it.attempt().contact().arm(), today, HORIZON_DAYS, it.chance());
    return switch (said) {
      case SimulatedTalk.Said.WillPay(int inDays) -> new Reached(
          Answer.PROMISED,
          Optional.of(new Promise(today.plusDays(inDays), it.account().debt().arrears())),
          Optional.of(it.debtor().nature().reason()));
      case SimulatedTalk.Said.Because(var reason) ->
          new Reached(Answer.GAVE_REASON, Optional.empty(), Optional.of(reason));
      case SimulatedTalk.Said.CallNoMore() -> new Reached(Answer.OPTED_OUT, Optional.empty(), Optional.empty());
      // The debtor is already talking to a person: they give their reason, and that is all.
      case SimulatedTalk.Said.WantsPerson() -> new Reached(
          Answer.GAVE_REASON, Optional.empty(), Optional.of(it.debtor().nature().reason()));
      case SimulatedTalk.Said.OnlyListened() -> new Reached(Answer.LISTENED, Optional.empty(), Optional.empty());
    };
  }

  private static ContactOutcome noAnswer(Chance chance) {
    double draw = chance.next();
    if (draw < 0.12) {
      return new NotReached(NoAnswer.BUSY);
    }
    if (draw < 0.20) {
      return new NotReached(NoAnswer.REJECTED);
    }
    return new NotReached(draw < 0.32 ? NoAnswer.MACHINE : NoAnswer.NO_ANSWER);
  }

  private static SimulatedChannelContext.Told answered(ContactOutcome outcome, Chance chance) {
    int after = chance.between(4, 25);
    return new SimulatedChannelContext.Told(
        outcome, new SimulatedChannelContext.Timing(OptionalInt.of(after), after + chance.between(20, 240)));
  }

  private static SimulatedChannelContext.Told unanswered(ContactOutcome outcome, int seconds) {
    return new SimulatedChannelContext.Told(outcome, new SimulatedChannelContext.Timing(OptionalInt.empty(), seconds));
  }
}
