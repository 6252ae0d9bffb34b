package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.CONTACT;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.OpenContacts;

/// Reads open contacts from the table `contact`, by its index on accounts.
public final class JooqOpenContacts implements OpenContacts {
  private static final List<String> STATES = Stream.of(ContactState.values()).filter(state -> !state.isTerminal())
      .map(Enum::name).toList();

  private final DSLContext db;

  public JooqOpenContacts(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Open> of(UUID account) {
    return db.select(ContactRows.contactFields()).select(CONTACT.STATE, CONTACT.NOT_BEFORE)
        .from(CONTACT)
        .where(CONTACT.ACCOUNT_ID.eq(account), CONTACT.STATE.in(STATES))
        .orderBy(CONTACT.NOT_BEFORE, CONTACT.ID)
        .limit(MOST)
        .fetch(
            row -> new Open(
                ContactRows.contact(row), ContactState.valueOf(row.get(CONTACT.STATE)), row.get(CONTACT.NOT_BEFORE)));
  }
}
