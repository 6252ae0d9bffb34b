package org.obzvon.reason;

import static org.obzvon.reason.Consequence.Hold;
import static org.obzvon.reason.Consequence.Pause;
import static org.obzvon.reason.Consequence.Whom;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.obzvon.contact.NonPaymentReason;

/// The consequence of every reason in this installation.
public record ReasonRules(Map<NonPaymentReason, Consequence> consequences) {
  /// A bank transfer takes up to three working days, and the office's file of transfers a day or two more.
  private static final int PAYMENT_DAYS = 5;
  /// The time to look for somebody who moved; the number may now belong to somebody else's home.
  private static final int MOVED_DAYS = 30;

  /// The default rules. "Refuses" is a refusal to pay: a person decides whether it is also a request for no more
  /// contact, and until then nobody asks for money.
  public static final ReasonRules USUAL = new ReasonRules(usual());

  public ReasonRules {
    consequences = Map.copyOf(consequences);
    for (NonPaymentReason reason : NonPaymentReason.values()) {
      if (!consequences.containsKey(reason)) {
        throw new IllegalArgumentException("no rule says what follows from " + reason);
      }
    }
  }

  public Consequence of(NonPaymentReason reason) {
    return consequences.get(reason);
  }

  private static Map<NonPaymentReason, Consequence> usual() {
    Map<NonPaymentReason, Consequence> rules = new EnumMap<>(NonPaymentReason.class);
    for (NonPaymentReason reason : NonPaymentReason.values()) {
      rules.put(reason, usual(reason));
    }
    return rules;
  }

  private static Consequence usual(NonPaymentReason reason) {
    return switch (reason) {
      case QUALITY_OF_SERVICE -> ticket(Hold.UNTIL_CLOSED);
      case DISPUTE, REFUSES -> ticket(Hold.UNTIL_ANSWERED);
      case ALREADY_PAID ->
          new Consequence(
              Optional.empty(), Optional.of(new Pause(PAYMENT_DAYS, true, Whom.HOUSEHOLD)), Optional.empty());
      case MOVED ->
          new Consequence(
              Optional.of(Hold.NOTHING), Optional.of(new Pause(MOVED_DAYS, false, Whom.NUMBER)), Optional.empty());
      case NOT_THE_SUBSCRIBER -> new Consequence(Optional.empty(), Optional.empty(), Optional.of(Whom.NUMBER));
      case FORGOT, NO_MONEY, OTHER -> Consequence.NOTHING;
    };
  }

  private static Consequence ticket(Hold hold) {
    return new Consequence(Optional.of(hold), Optional.empty(), Optional.empty());
  }
}
