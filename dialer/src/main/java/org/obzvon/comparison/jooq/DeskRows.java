package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.comparison.OperatorTurn;

/// The turns of operators with debtors of one campaign, and the operators' time for each attempt.
final class DeskRows {
  private static final String RIGHT_PERSON = "RIGHT_PERSON";

  private final List<OperatorTurn> turns = new ArrayList<>();
  private final Map<UUID, Spent> byAttempt = new HashMap<>();
  private final Map<UUID, String> reasons = new HashMap<>();

  /// The time of all operators who worked on the attempt.
  record Spent(Duration talk, Duration wrapUp) {
    Spent plus(Spent other) {
      return new Spent(talk.plus(other.talk), wrapUp.plus(other.wrapUp));
    }
  }

  static DeskRows read(DSLContext ledger, UUID campaign) {
    DeskRows rows = new DeskRows();
    ledger
        .select(DESK_CONVERSATION.ATTEMPT_ID, DESK_CONVERSATION.QUEUED_AT, DESK_CONVERSATION.RANG_AT,
            DESK_CONVERSATION.ANSWERED_AT, DESK_CONVERSATION.ENDED_AT, DESK_CONVERSATION.WRAPPED_UP_AT,
            DESK_CONVERSATION.REACH, DESK_CONVERSATION.REASON, ATTEMPT.ACCOUNT_ID, STAFF_USER.LOGIN, STAFF_USER.NAME,
            PROMISE.MADE_AT)
        .from(DESK_CONVERSATION)
        .join(ATTEMPT).on(ATTEMPT.ID.eq(DESK_CONVERSATION.ATTEMPT_ID))
        .join(STAFF_USER).on(STAFF_USER.ID.eq(DESK_CONVERSATION.OPERATOR_ID))
        .leftJoin(PROMISE).on(PROMISE.ATTEMPT_ID.eq(ATTEMPT.ID))
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign))
        .orderBy(DESK_CONVERSATION.QUEUED_AT, DESK_CONVERSATION.ID)
        .forEach(rows::add);
    return rows;
  }

  private void add(Record row) {
    Optional<Instant> answered = Optional.ofNullable(row.get(DESK_CONVERSATION.ANSWERED_AT));
    OperatorTurn.Times times = new OperatorTurn.Times(
        Optional.ofNullable(row.get(DESK_CONVERSATION.RANG_AT)).orElse(row.get(DESK_CONVERSATION.QUEUED_AT)),
        answered,
        Optional.ofNullable(row.get(DESK_CONVERSATION.ENDED_AT)),
        Optional.ofNullable(row.get(DESK_CONVERSATION.WRAPPED_UP_AT)));
    Optional<Instant> promised = Optional.ofNullable(row.get(PROMISE.MADE_AT));
    // A promise made in the same call before the operator answered was made to the robot.
    boolean toHim = promised.isPresent() && answered.isPresent() && !promised.get().isBefore(answered.get());
    turns.add(
        new OperatorTurn(
            row.get(STAFF_USER.NAME) + " (" + row.get(STAFF_USER.LOGIN) + ")",
            row.get(ATTEMPT.ACCOUNT_ID),
            times,
            new OperatorTurn.Result(RIGHT_PERSON.equals(row.get(DESK_CONVERSATION.REACH)), toHim)));
    byAttempt.merge(
        row.get(DESK_CONVERSATION.ATTEMPT_ID), new Spent(times.talk(), times.wrapUp()), Spent::plus);
    if (row.get(DESK_CONVERSATION.REASON) != null) {
      reasons.put(row.get(DESK_CONVERSATION.ATTEMPT_ID), row.get(DESK_CONVERSATION.REASON));
    }
  }

  List<OperatorTurn> turns() {
    return List.copyOf(turns);
  }

  /// Returns the operators' time; empty if the desk has no record of the attempt.
  Optional<Spent> spent(UUID attempt) {
    return Optional.ofNullable(byAttempt.get(attempt));
  }

  /// Returns the reason that the last operator recorded, who had it from the debtor directly.
  Optional<String> reason(UUID attempt) {
    return Optional.ofNullable(reasons.get(attempt));
  }
}
