package org.obzvon.call.jooq;

import static org.obzvon.jooq.Tables.LINE_CHANGE;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.obzvon.call.LineChange;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.EventOutbox.Event;

/// Stores when lines of one node stopped taking calls by themselves, and when they worked again.
public final class JooqLineChanges {
  private final DSLContext db;
  private final String node;
  private final EventOutbox events;

  /// @param events on the same store
  public JooqLineChanges(DSLContext db, String node, EventOutbox events) {
    this.db = db;
    this.node = node;
    this.events = events;
  }

  /// Stores a change. Adding one twice is harmless.
  public void add(LineChange change) {
    db.transaction(
        () -> {
          int inserted = db.insertInto(LINE_CHANGE)
              .set(LINE_CHANGE.ID, change.id())
              .set(LINE_CHANGE.NODE, node)
              .set(LINE_CHANGE.LINE, change.line())
              .set(LINE_CHANGE.WORKS, change.works())
              .set(LINE_CHANGE.WHY, change.why().name())
              .set(LINE_CHANGE.DETAIL, change.detail())
              .set(LINE_CHANGE.CHANGED_AT, change.at())
              .onConflictDoNothing()
              .execute();
          if (inserted == 1) {
            events.add(Event.LINE_CHANGED, change.id());
          }
        });
  }

  /// Returns the last change of each of these lines that ever had one.
  public List<LineChange> last(Collection<String> lines) {
    return lines.stream()
        .flatMap(
            line -> db.selectFrom(LINE_CHANGE)
                .where(LINE_CHANGE.NODE.eq(node), LINE_CHANGE.LINE.eq(line))
                .orderBy(LINE_CHANGE.CHANGED_AT.desc(), LINE_CHANGE.ID.desc())
                .limit(1)
                .fetch(JooqLineChanges::read)
                .stream())
        .toList();
  }

  private static LineChange read(Record row) {
    return new LineChange(
        row.get(LINE_CHANGE.ID), row.get(LINE_CHANGE.LINE), row.get(LINE_CHANGE.WORKS),
        LineChange.Why.valueOf(row.get(LINE_CHANGE.WHY)), row.get(LINE_CHANGE.DETAIL), row.get(LINE_CHANGE.CHANGED_AT));
  }
}
