package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.Ground;
import org.obzvon.policy.Medium;
import org.obzvon.policy.Touch;
import org.obzvon.register.Phone;

/// Rows of the ledger → what the limits count. Whatever is not known for certain counts as contact.
final class TouchRows {
  private static final Field<UUID> HOUSEHOLD_TODAY = ACCOUNT.HOUSEHOLD_ID.as("household_today");
  /// Of the attempt joined with its account.
  static final List<Field<?>> FIELDS =
      List.of(
          ATTEMPT.ID, ATTEMPT.HOUSEHOLD_ID, HOUSEHOLD_TODAY, ATTEMPT.PHONE, ATTEMPT.CHANNEL, ATTEMPT.GROUND,
          ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.WRITTEN_AT, ATTEMPT.ANSWERED_AT);
  /// Nothing rang: the number does not exist, was never dialled, or our own side had no way out.
  private static final Set<String> NEVER_WENT_OUT =
      Set.of(
          Refusal.NO_SUCH_NUMBER.name(), Refusal.PREFIX_NOT_ALLOWED.name(),
          Fault.CONGESTION.name(), Fault.EXCHANGE.name(), Fault.NO_OPERATOR.name(), Fault.CALLED_OFF.name());
  /// A call that the network did not carry to the number, or that it refuses to this number; a text of which the same is
  /// said may have been charged and may have arrived.
  private static final Set<String> RANG_NOBODY = Set.of(Fault.NETWORK.name(), Refusal.BARRED.name());
  /// Somebody picked up, even if the line did not say when.
  private static final Set<String> PICKED_UP =
      Set.of(
          NoAnswer.HUNG_UP_EARLY.name(), NoAnswer.SILENT.name(), NoAnswer.SOMEBODY_ELSE.name(),
          NoAnswer.ASKED_FOR_PERSON.name(), NoAnswer.MACHINE.name(), Refusal.WRONG_NUMBER.name(), Refusal.OPTED_OUT.name(), Fault.SCRIPT.name());

  private TouchRows() {}

  static Touch read(Record row) {
    return new Touch(
        row.get(ATTEMPT.ID),
        Set.copyOf(List.of(row.get(ATTEMPT.HOUSEHOLD_ID), row.get(HOUSEHOLD_TODAY))),
        Set.of(new Phone(row.get(ATTEMPT.PHONE))),
        new Touch.What(
            Medium.of(Channel.valueOf(row.get(ATTEMPT.CHANNEL))), Ground.Kind.valueOf(row.get(ATTEMPT.GROUND))),
        fate(row),
        new Touch.Times(row.get(ATTEMPT.WRITTEN_AT), Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT))));
  }

  private static Touch.Fate fate(Record row) {
    String outcome = row.get(ATTEMPT.OUTCOME);
    String detail = Optional.ofNullable(row.get(ATTEMPT.DETAIL)).orElse("");
    if (outcome == null) {
      return Touch.Fate.OPEN;
    }
    boolean answered = row.get(ATTEMPT.ANSWERED_AT) != null || PICKED_UP.contains(detail);
    return switch (outcome) {
      case "REACHED", "DELIVERED" -> Touch.Fate.ANSWERED;
      case "NOT_REACHED" -> answered ? Touch.Fate.ANSWERED : Touch.Fate.UNANSWERED;
      case "UNDELIVERABLE", "FAILED" -> {
        if (answered) {
          yield detail.equals(Refusal.WRONG_NUMBER.name()) ? Touch.Fate.WRONG_NUMBER : Touch.Fate.ANSWERED;
        }
        boolean call = Channel.valueOf(row.get(ATTEMPT.CHANNEL)).isCall();
        yield NEVER_WENT_OUT.contains(detail) || call && RANG_NOBODY.contains(detail)
            ? Touch.Fate.NEVER_WENT_OUT
            : Touch.Fate.UNANSWERED;
      }
      default -> Touch.Fate.LOST; // LOST, and what a later version may write
    };
  }
}
