package org.obzvon.desk.jooq;

import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.DESK_RECORDING;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.desk.RecordingBook;

/// Stores stretches of recording in the table `desk_recording`.
public final class JooqRecordingBook implements RecordingBook {
  private final DSLContext db;

  public JooqRecordingBook(DSLContext db) {
    this.db = db;
  }

  @Override
  public void began(UUID conversation, Instant at, Instant keepUntil) {
    Storing.run(() -> db.insertInto(DESK_RECORDING)
        .set(DESK_RECORDING.CONVERSATION_ID, conversation)
        .set(DESK_RECORDING.BEGAN_AT, at)
        .set(DESK_RECORDING.KEEP_UNTIL, keepUntil)
        .onConflictDoNothing()
        .execute());
  }

  @Override
  public void ended(UUID conversation, Instant at) {
    Storing.run(() -> db.update(DESK_RECORDING)
        .set(DESK_RECORDING.ENDED_AT, at)
        .where(DESK_RECORDING.CONVERSATION_ID.eq(conversation))
        .and(DESK_RECORDING.ENDED_AT.isNull())
        .execute());
  }

  @Override
  public Set<UUID> running() {
    return db.select(DESK_RECORDING.CONVERSATION_ID)
        .from(DESK_RECORDING)
        .join(DESK_CONVERSATION)
        .on(DESK_CONVERSATION.ID.eq(DESK_RECORDING.CONVERSATION_ID))
        .where(DESK_RECORDING.ENDED_AT.isNull())
        .and(DESK_CONVERSATION.ENDED_AT.isNull())
        .fetchSet(DESK_RECORDING.CONVERSATION_ID);
  }
}
