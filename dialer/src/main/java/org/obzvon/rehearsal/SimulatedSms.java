package org.obzvon.rehearsal;

import java.util.OptionalInt;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.register.Language;

/// A message centre that sends nothing: more than nine of ten messages are delivered within a minute or two
/// (statistics.md §5: 90–95 %). Refuses every line but [Simulation#LINE].
public final class SimulatedSms implements ContactChannel {
  private final Simulation simulation;

  public SimulatedSms(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public Submission submit(Attempt attempt) {
    return simulation.caseOf(attempt).map(it -> simulation.report(it, told(it))).orElseGet(Simulation::refused);
  }

  private static Simulation.Told told(Simulation.Case it) {
    ContactOutcome outcome = outcome(it);
    int seconds = it.chance().between(2, 90);
    return new Simulation.Told(outcome, new Simulation.Timing(OptionalInt.empty(), seconds));
  }

  private static ContactOutcome outcome(Simulation.Case it) {
    return switch (Simulation.lineState(it)) {
      case NO_SUCH_NUMBER -> new Undeliverable(Refusal.NO_SUCH_NUMBER);
      case SWITCHED_OFF -> new Failed(Fault.NETWORK);
      case WORKS, WRONG -> it.chance().happens(0.985)
          ? new Delivered(segments(it.debtor().person().language()))
          : new Failed(Fault.NETWORK);
    };
  }

  /// A reminder of some 120 characters: two segments of Cyrillic, one of Latin script.
  private static int segments(Language language) {
    return switch (language) {
      case RU -> 2;
      case RO, EN -> 1;
    };
  }
}
