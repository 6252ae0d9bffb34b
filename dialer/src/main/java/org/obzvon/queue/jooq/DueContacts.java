package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
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

  /// A contact waits for a leased one of its household, and for what is under way: a call shuts out everything, a text
  /// shuts out texts alone, for its receipt may take days or never come. A notice waits for a running call, but neither
  /// for a receipt nor for a contact that cannot begin because a receipt holds its number.
  static Condition are(Instant now) {
    var other = CONTACT.as("other");
    Condition notice = CONTACT.GROUND.eq(inline(NOTICE));
    Condition text = CONTACT.CHANNEL.eq(inline(SMS));
    Condition call = other.CHANNEL.ne(inline(SMS));
    return CONTACT.STATE.eq(inline(QUEUED))
        .and(CONTACT.NOT_BEFORE.le(now))
        .and(
            notExists(
                selectOne()
                    .from(other)
                    .where(other.HOUSEHOLD_ID.eq(CONTACT.HOUSEHOLD_ID))
                    .and(other.STATE.in(inline(LEASED), inline(IN_PROGRESS)))
                    .and(
                        not(notice).and(other.STATE.eq(inline(LEASED)).or(text))
                            .or(other.STATE.eq(inline(IN_PROGRESS)).and(call)))));
  }
}
