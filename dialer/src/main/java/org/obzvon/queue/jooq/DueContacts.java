package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import org.jooq.Condition;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.Ground;

/// Tells contacts that may be leased from those that wait.
final class DueContacts {
  private static final String SMS = Channel.SMS.name();
  private static final String NOTICE = Ground.Kind.NOTICE.name();
  private static final String QUEUED = ContactState.QUEUED.name();
  private static final String LEASED = ContactState.LEASED.name();
  private static final String IN_PROGRESS = ContactState.IN_PROGRESS.name();

  private DueContacts() {}

  /// A notice waits for a running call, but neither for the receipt of a message, which may take days, nor for a call that
  /// cannot begin because such a receipt holds its number.
  static Condition are(Instant now) {
    var other = CONTACT.as("other");
    return CONTACT.STATE.eq(inline(QUEUED))
        .and(CONTACT.NOT_BEFORE.le(now))
        .and(
            notExists(
                selectOne()
                    .from(other)
                    .where(other.HOUSEHOLD_ID.eq(CONTACT.HOUSEHOLD_ID))
                    .and(other.STATE.in(inline(LEASED), inline(IN_PROGRESS)))
                    .and(
                        CONTACT.GROUND.ne(inline(NOTICE))
                            .or(other.CHANNEL.ne(inline(SMS)).and(other.STATE.eq(inline(IN_PROGRESS)))))));
  }
}
