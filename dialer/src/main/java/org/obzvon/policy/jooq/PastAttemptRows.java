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
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.policy.Medium;
import org.obzvon.policy.PastAttempt;
import org.obzvon.register.Phone;

/// Turns rows of the ledger into attempts as the limits count them. An attempt whose end is not known for certain
/// counts as a contact.
final class PastAttemptRows {
  private static final Field<UUID> HOUSEHOLD_TODAY = ACCOUNT.HOUSEHOLD_ID.as("household_today");
  /// The fields of the attempt joined with its account.
  static final List<Field<?>> FIELDS = List.of(
      ATTEMPT.ID, ATTEMPT.HOUSEHOLD_ID, HOUSEHOLD_TODAY, ATTEMPT.PHONE, ATTEMPT.CHANNEL, ATTEMPT.GROUND,
      ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.WRITTEN_AT, ATTEMPT.ANSWERED_AT);
  /// No phone rang: the number does not exist, was never dialled, or our own side had no way out.
  private static final Set<String> NEVER_WENT_OUT = Set.of(
      Refusal.NO_SUCH_NUMBER.name(), Refusal.PREFIX_NOT_ALLOWED.name(),
      Fault.CONGESTION.name(), Fault.EXCHANGE.name(), Fault.NO_OPERATOR.name(), Fault.CALLED_OFF.name());
  /// The network did not carry the call to the number, or refuses calls to it. This holds for calls only: a text with
  /// the same report may have been charged and may have arrived.
  private static final Set<String> RANG_NOBODY = Set.of(Fault.NETWORK.name(), Refusal.BARRED.name());
  /// Outcome details which say that a person or machine picked up, for calls whose time of answer is not stored.
  private static final Set<String> PICKED_UP = Set.of(
      NoAnswer.HUNG_UP_EARLY.name(), NoAnswer.SILENT.name(), NoAnswer.SOMEBODY_ELSE.name(),
      NoAnswer.ASKED_FOR_PERSON.name(), NoAnswer.MACHINE.name(), Refusal.WRONG_NUMBER.name(),
      Refusal.OPTED_OUT.name(), Fault.SCRIPT.name());

  private PastAttemptRows() {}

  static PastAttempt read(Record row) {
    return new PastAttempt(
        row.get(ATTEMPT.ID),
        Set.copyOf(List.of(row.get(ATTEMPT.HOUSEHOLD_ID), row.get(HOUSEHOLD_TODAY))),
        Set.of(new Phone(row.get(ATTEMPT.PHONE))),
        new PastAttempt.What(
            Medium.of(Channel.valueOf(row.get(ATTEMPT.CHANNEL))), ContactOrigin.Kind.valueOf(row.get(ATTEMPT.GROUND))),
        fate(row),
        new PastAttempt.Times(row.get(ATTEMPT.WRITTEN_AT), Optional.ofNullable(row.get(ATTEMPT.ANSWERED_AT))));
  }

  private static PastAttempt.Fate fate(Record row) {
    String outcome = row.get(ATTEMPT.OUTCOME);
    String detail = Optional.ofNullable(row.get(ATTEMPT.DETAIL)).orElse("");
    if (outcome == null) {
      return PastAttempt.Fate.OPEN;
    }
    boolean answered = row.get(ATTEMPT.ANSWERED_AT) != null || PICKED_UP.contains(detail);
    return switch (outcome) {
      case "REACHED", "DELIVERED" -> PastAttempt.Fate.ANSWERED;
      case "NOT_REACHED" -> answered ? PastAttempt.Fate.ANSWERED : PastAttempt.Fate.UNANSWERED;
      case "UNDELIVERABLE", "FAILED" -> {
        if (answered) {
          yield detail.equals(Refusal.WRONG_NUMBER.name()) ? PastAttempt.Fate.WRONG_NUMBER : PastAttempt.Fate.ANSWERED;
        }
        boolean call = Channel.valueOf(row.get(ATTEMPT.CHANNEL)).isCall();
        yield NEVER_WENT_OUT.contains(detail) || call && RANG_NOBODY.contains(detail)
            ? PastAttempt.Fate.NEVER_WENT_OUT
            : PastAttempt.Fate.UNANSWERED;
      }
      default -> PastAttempt.Fate.LOST; // LOST, or an outcome that a later version writes
    };
  }
}
