package org.obzvon.console;

import org.obzvon.contact.ContactOutcome;

/// Gives one name for each outcome, for meters, pages and logs.
public final class OutcomeNames {
  private OutcomeNames() {}

  public static String of(ContactOutcome outcome) {
    return switch (outcome) {
      case ContactOutcome.Reached(var answer, _, _) -> "REACHED_" + answer;
      case ContactOutcome.Delivered _ -> "DELIVERED";
      case ContactOutcome.NotReached(var why) -> "NOT_REACHED_" + why;
      case ContactOutcome.Undeliverable(var why) -> "UNDELIVERABLE_" + why;
      case ContactOutcome.Failed(var whose) -> "FAILED_" + whose;
      case ContactOutcome.Lost _ -> "LOST";
    };
  }
}
