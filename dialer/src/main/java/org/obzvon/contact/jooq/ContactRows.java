package org.obzvon.contact.jooq;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.SelectField;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.register.Phone;

/// Converts rows of `contact` and `attempt` to our types.
public final class ContactRows {
  private static final List<SelectField<?>> CONTACT_FIELDS = List.of(
      CONTACT.ID, CONTACT.CAMPAIGN_ID, CONTACT.HOUSEHOLD_ID, CONTACT.ACCOUNT_ID, CONTACT.ARM, CONTACT.STEP,
      CONTACT.ANCHOR, CONTACT.CHANNEL, CONTACT.SCRIPT, CONTACT.GROUND, CONTACT.SUBJECT, CONTACT.DUE_AT,
      CONTACT.EXPIRES_AT, CONTACT.ATTEMPTS);
  private static final List<SelectField<?>> ATTEMPT_FIELDS = List.of(
      ATTEMPT.ID, ATTEMPT.NUMBER, ATTEMPT.PHONE, ATTEMPT.LINE, ATTEMPT.CALLER_ID, ATTEMPT.RING_SECONDS,
      ATTEMPT.DETECT_MACHINE, ATTEMPT.WRITTEN_AT);

  private ContactRows() {}

  public static List<SelectField<?>> contactFields() {
    return CONTACT_FIELDS;
  }

  /// The fields of an attempt together with those of its contact.
  static List<SelectField<?>> attemptFields() {
    return Stream.concat(CONTACT_FIELDS.stream(), ATTEMPT_FIELDS.stream()).toList();
  }

  public static Contact contact(Record row) {
    return new Contact(
        row.get(CONTACT.ID),
        row.get(CONTACT.CAMPAIGN_ID),
        new Contact.Debtor(row.get(CONTACT.HOUSEHOLD_ID), row.get(CONTACT.ACCOUNT_ID)),
        row.get(CONTACT.ARM),
        new Contact.Step(
            row.get(CONTACT.STEP), row.get(CONTACT.ANCHOR), Channel.valueOf(row.get(CONTACT.CHANNEL)),
            row.get(CONTACT.SCRIPT),
            new ContactOrigin(
                ContactOrigin.Kind.valueOf(row.get(CONTACT.GROUND)), Optional.ofNullable(row.get(CONTACT.SUBJECT)))),
        new Contact.Window(row.get(CONTACT.DUE_AT), row.get(CONTACT.EXPIRES_AT)),
        row.get(CONTACT.ATTEMPTS));
  }

  static Attempt attempt(Record row) {
    return new Attempt(
        row.get(ATTEMPT.ID),
        contact(row),
        row.get(ATTEMPT.NUMBER),
        new Phone(row.get(ATTEMPT.PHONE)),
        new Attempt.Route(
            row.get(ATTEMPT.LINE), row.get(ATTEMPT.CALLER_ID), Duration.ofSeconds(row.get(ATTEMPT.RING_SECONDS)),
            row.get(ATTEMPT.DETECT_MACHINE)),
        row.get(ATTEMPT.WRITTEN_AT));
  }
}
