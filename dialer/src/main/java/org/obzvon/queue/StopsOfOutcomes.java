package org.obzvon.queue;

import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.Suppressions.Stop;

/// Derives suppressions from outcomes: for the household when the subscriber asked not to be called, for the number
/// alone when somebody else asked or when it is not the subscriber's. An operator who heard the wish has chosen the
/// scope.
public final class StopsOfOutcomes implements OutcomeRecorder.Stops {
  private final OpenAttempts attempts;
  private final Suppressions suppressions;

  public StopsOfOutcomes(OpenAttempts attempts, Suppressions suppressions) {
    this.attempts = attempts;
    this.suppressions = suppressions;
  }

  @Override
  public void follow(List<Report> reports) {
    for (Report report : reports) {
      kind(report)
          .ifPresent(kind -> attempts.findClosedToo(report.attempt()).ifPresent(attempt -> add(attempt, report, kind)));
    }
  }

  private static Optional<StopKind> kind(Report report) {
    return switch (report.outcome()) {
      case Reached(var answer, _, _) ->
          answer == Answer.OPTED_OUT ? Optional.of(StopKind.OPT_OUT) : Optional.empty();
      case Undeliverable(var why) ->
          switch (why) {
            case OPTED_OUT -> Optional.of(StopKind.OPT_OUT);
            case WRONG_NUMBER -> Optional.of(StopKind.WRONG_NUMBER);
            // An exchange with a wrong dial plan reports "no such number" for every number: no suppression follows from
            // it.
            case NO_SUCH_NUMBER, BARRED, PREFIX_NOT_ALLOWED -> Optional.empty();
          };
      case Delivered _,NotReached _,Failed _,Lost _ -> Optional.empty();
    };
  }

  private void add(Attempt attempt, Report report, StopKind kind) {
    boolean bySubscriber = report.outcome() instanceof Reached;
    Suppression.Target target = suppressions.given(attempt, kind)
        .orElseGet(() -> bySubscriber
            ? new Suppression.Target.Household(attempt.contact().debtor().account())
            : new Suppression.Target.Number(attempt.phone()));
    String note = kind == StopKind.OPT_OUT ? "asked during a call" : "said during a call";
    suppressions.add(new Stop(target, kind, note, Optional.empty(), new Suppression.Origin.OfAttempt(attempt.id())));
  }
}
