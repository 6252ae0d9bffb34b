package org.obzvon.desk.jooq;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.DESK_SEAT;
import static org.obzvon.jooq.Tables.STAFF_USER;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.desk.ConversationEnd;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.DeskBook;
import org.obzvon.desk.DeskConversation;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.jooq.tables.records.DeskConversationRecord;
import org.obzvon.jooq.tables.records.DeskSeatRecord;

/// Stores seats and conversations in the tables `desk_seat` and `desk_conversation`. On a store that joins both, what
/// is noted with a disposition is in the same transaction.
public final class JooqDeskBook implements DeskBook {
  private final DSLContext db;

  public JooqDeskBook(DSLContext db) {
    this.db = db;
  }

  @Override
  public void save(Seat seat) {
    DeskSeatRecord row = new DeskSeatRecord();
    row.setOperatorId(seat.operator().id());
    row.setState(seat.status().state().name());
    row.setWork(seat.work().name());
    row.setReason(seat.status().reason());
    row.setSignedOnAt(seat.signedOnAt());
    row.setSince(seat.status().since());
    row.setMissed(seat.missed());
    Storing.run(() -> db.insertInto(DESK_SEAT).set(row).onConflict(DESK_SEAT.OPERATOR_ID).doUpdate().set(row)
        .execute());
  }

  @Override
  public void remove(UUID operator) {
    Storing.run(() -> db.deleteFrom(DESK_SEAT).where(DESK_SEAT.OPERATOR_ID.eq(operator)).execute());
  }

  @Override
  public List<Seat> seats() {
    return db
        .select(Stream.concat(JooqOperators.fields().stream(), Stream.of(DESK_SEAT.fields())).toList())
        .from(DESK_SEAT)
        .join(STAFF_USER)
        .on(STAFF_USER.ID.eq(DESK_SEAT.OPERATOR_ID))
        .where(STAFF_USER.ACTIVE)
        .and(STAFF_USER.ENDPOINT.isNotNull())
        .fetch()
        .stream()
        .flatMap(row -> JooqOperators.read(row).map(operator -> seat(operator, row)).stream())
        .toList();
  }

  private static Seat seat(org.obzvon.desk.Operator operator, Record row) {
    return new Seat(
        operator,
        OperatorWorkKind.valueOf(row.get(DESK_SEAT.WORK)),
        new Seat.Status(
            OperatorState.valueOf(row.get(DESK_SEAT.STATE)), row.get(DESK_SEAT.REASON), row.get(DESK_SEAT.SINCE)),
        row.get(DESK_SEAT.SIGNED_ON_AT),
        row.get(DESK_SEAT.MISSED),
        Optional.empty());
  }

  @Override
  public void save(DeskConversation talk) {
    DeskConversationRecord row = row(talk);
    Storing.run(
        () -> db.insertInto(DESK_CONVERSATION).set(row).onConflict(DESK_CONVERSATION.ID).doUpdate().set(row).execute());
  }

  private static DeskConversationRecord row(DeskConversation talk) {
    DeskConversationRecord row = new DeskConversationRecord();
    row.setId(talk.id());
    row.setAttemptId(talk.attempt());
    row.setKind(talk.kind().name());
    row.setExchange(talk.exchange());
    row.setOperatorId(talk.operator().map(DeskConversation.Side::operator).orElse(null));
    row.setOperatorLeg(talk.operator().map(DeskConversation.Side::leg).orElse(null));
    row.setQueuedAt(talk.times().queued());
    row.setRangAt(talk.times().rang().orElse(null));
    row.setAnsweredAt(talk.times().answered().orElse(null));
    row.setEndedAt(talk.times().ended().orElse(null));
    row.setWrappedUpAt(talk.times().wrappedUp().orElse(null));
    row.setEnd(talk.end().map(ConversationEnd::name).orElse(null));
    row.setHeard(String.join("\n", talk.heard()));
    return row;
  }

  @Override
  public List<DeskConversation> unfinished() {
    var owed = DESK_CONVERSATION.WRAPPED_UP_AT.isNull()
        .and(DESK_CONVERSATION.ANSWERED_AT.isNotNull())
        .and(DESK_CONVERSATION.END.in(ConversationEnd.TALKED.name(), ConversationEnd.LOST.name()))
        .and(
            exists(
                selectOne()
                    .from(DESK_SEAT)
                    .where(DESK_SEAT.OPERATOR_ID.eq(DESK_CONVERSATION.OPERATOR_ID))
                    .and(DESK_SEAT.SINCE.ge(DESK_CONVERSATION.ANSWERED_AT))
                    .and(DESK_SEAT.STATE.in(OperatorState.WRAPPING_UP.name(), OperatorState.PAUSED.name()))));
    return db.selectFrom(DESK_CONVERSATION)
        .where(DESK_CONVERSATION.ENDED_AT.isNull().or(owed))
        .orderBy(DESK_CONVERSATION.QUEUED_AT, DESK_CONVERSATION.ID)
        .fetch(JooqDeskBook::talk);
  }

  private static DeskConversation talk(DeskConversationRecord row) {
    return new DeskConversation(
        row.getId(),
        new DeskConversation.Call(
            row.getAttemptId(), ConversationKind.valueOf(row.getKind()), row.getExchange(),
            row.getHeard().lines().toList()),
        Optional.ofNullable(row.getOperatorId())
            .map(operator -> new DeskConversation.Side(operator, Optional.ofNullable(row.getOperatorLeg()).orElse(""))),
        new DeskConversation.Times(
            row.getQueuedAt(),
            Optional.ofNullable(row.getRangAt()),
            Optional.ofNullable(row.getAnsweredAt()),
            Optional.ofNullable(row.getEndedAt()),
            Optional.ofNullable(row.getWrappedUpAt())),
        Optional.ofNullable(row.getEnd()).map(ConversationEnd::valueOf));
  }

  @Override
  public void write(DeskConversation talk, Disposition said, Runnable noted) {
    db.transaction(
        () -> {
          db
              .update(DESK_CONVERSATION)
              .set(DESK_CONVERSATION.REACH, said.reach().name())
              .set(DESK_CONVERSATION.REASON, said.reason().map(Enum::name).orElse(null))
              .set(DESK_CONVERSATION.NEXT_STEP, said.next().name())
              .set(DESK_CONVERSATION.NOTE, said.note())
              .where(DESK_CONVERSATION.ID.eq(talk.id()))
              .execute();
          noted.run();
        });
  }
}
