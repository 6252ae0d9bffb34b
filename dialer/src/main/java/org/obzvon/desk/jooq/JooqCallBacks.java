package org.obzvon.desk.jooq;

import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CALL_BACK;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.desk.CallBacks;
import org.obzvon.register.IdGenerator;

/// Stores call-backs as contacts of channel OPERATOR in the queue, with the operator who promised them.
public final class JooqCallBacks implements CallBacks {
  /// The step number of a household's first call-back; ladder steps start at 0 and are far fewer.
  private static final int FIRST_STEP = 1_000;
  /// How long a call-back stays valid: one that comes a day late is not what was promised.
  private static final Duration GOOD_FOR = Duration.ofDays(1);
  private static final Duration GRACE = Duration.ofMinutes(15);

  private final DSLContext db;
  private final OpenAttempts attempts;
  private final Permission permission;
  private final InstantSource clock;

  /// Asks the contact policy when a contact that is not planned yet could be made.
  @FunctionalInterface
  public interface Permission {
    Optional<Instant> earliest(Contact contact, Instant from);
  }

  public JooqCallBacks(DSLContext db, OpenAttempts attempts, Permission permission, InstantSource clock) {
    this.db = db;
    this.attempts = attempts;
    this.permission = permission;
    this.clock = clock;
  }

  @Override
  public Optional<Instant> permitted(UUID attempt, Instant from) {
    return attempts.findClosedToo(attempt)
        .flatMap(found -> permission.earliest(contact(found, from, 0), from))
        .filter(at -> at.isBefore(from.plus(Duration.ofDays(LONGEST_DAYS))));
  }

  /// Thrown to roll the transaction back.
  private static final class TooLate extends RuntimeException {}

  @Override
  public boolean keep(UUID attempt, Instant at, Optional<UUID> operator, BooleanSupplier last) {
    Optional<Attempt> after = attempts.findClosedToo(attempt);
    try {
      return after.isPresent() && Storing.get(() -> kept(after.get(), at, operator, last));
    } catch (TooLate _) {
      return false;
    }
  }

  private boolean kept(Attempt after, Instant at, Optional<UUID> operator, BooleanSupplier last) {
    return db.transactionResult(
        () -> {
          if (db.fetchExists(DESK_CALL_BACK, DESK_CALL_BACK.ATTEMPT_ID.eq(after.id()))) {
            return false;
          }
          keep(db, after, at, operator);
          if (!last.getAsBoolean()) {
            throw new TooLate();
          }
          return true;
        });
  }

  private void keep(DSLContext tx, Attempt after, Instant at, Optional<UUID> operator) {
    int before = tx.fetchCount(
        CONTACT, CONTACT.HOUSEHOLD_ID.eq(after.contact().debtor().household()), CONTACT.STEP.ge(FIRST_STEP));
    Contact contact = contact(after, at, before);
    tx.insertInto(CONTACT)
        .set(CONTACT.ID, contact.id())
        .set(CONTACT.CAMPAIGN_ID, contact.campaign())
        .set(CONTACT.HOUSEHOLD_ID, contact.debtor().household())
        .set(CONTACT.ACCOUNT_ID, contact.debtor().account())
        .set(CONTACT.ARM, contact.arm())
        .set(CONTACT.STEP, contact.step().number())
        .set(CONTACT.ANCHOR, contact.step().anchor())
        .set(CONTACT.CHANNEL, contact.step().channel().name())
        .set(CONTACT.SCRIPT, contact.step().script())
        .set(CONTACT.DUE_AT, contact.window().due())
        .set(CONTACT.EXPIRES_AT, contact.window().expires())
        .set(CONTACT.STATE, ContactState.QUEUED.name())
        .set(CONTACT.NOT_BEFORE, contact.window().due())
        .set(CONTACT.OPERATOR_ID, operator.orElse(null))
        .execute();
    tx.insertInto(DESK_CALL_BACK)
        .set(DESK_CALL_BACK.CONTACT_ID, contact.id())
        .set(DESK_CALL_BACK.ATTEMPT_ID, after.id())
        .set(DESK_CALL_BACK.OPERATOR_ID, operator.orElse(null))
        .set(DESK_CALL_BACK.CALL_AT, at)
        .set(DESK_CALL_BACK.PROMISED_AT, clock.instant())
        .execute();
  }

  private static Contact contact(Attempt after, Instant at, int before) {
    Contact told = after.contact();
    return new Contact(
        IdGenerator.next(), told.campaign(), told.debtor(), told.arm(),
        new Contact.Step(
            FIRST_STEP + before, LocalDate.ofInstant(at, ZoneOffset.UTC), Channel.OPERATOR, told.step().script()),
        new Contact.Window(at, at.plus(GOOD_FOR)), 0);
  }

  @Override
  public int release(Set<UUID> present, Instant now) {
    return db.update(CONTACT)
        .setNull(CONTACT.OPERATOR_ID)
        .where(CONTACT.STATE.eq(ContactState.QUEUED.name()))
        .and(CONTACT.OPERATOR_ID.isNotNull())
        .and(CONTACT.OPERATOR_ID.notIn(present))
        .and(CONTACT.ID.in(select(DESK_CALL_BACK.CONTACT_ID).from(DESK_CALL_BACK)))
        .and(CONTACT.NOT_BEFORE.lt(now.minus(GRACE)))
        .execute();
  }
}
