package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import org.jooq.Condition;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactState;

/// Selects the contacts that may be leased.
final class DueContacts {
  private static final String SMS = Channel.SMS.name();
  private static final String NOTICE = ContactOrigin.Kind.NOTICE.name();
  private static final String QUEUED = ContactState.QUEUED.name();
  private static final String LEASED = ContactState.LEASED.name();
  private static final String IN_PROGRESS = ContactState.IN_PROGRESS.name();

  private DueContacts() {}

  /// Returns the SQL condition of the contacts that may be leased now. A contact waits while another one of its
  /// household is leased or has an attempt under way. A call under way blocks calls and texts; a text whose delivery
  /// report is pending blocks only texts, because the report may take days or never come. A notice waits for a call
  /// under way only.
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
