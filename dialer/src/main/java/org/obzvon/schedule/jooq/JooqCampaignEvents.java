package org.obzvon.schedule.jooq;

import static org.jooq.impl.DSL.selectOne;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.APPOINTMENT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.EventRule.When;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.schedule.CampaignEvents;

/// Reads the events from the tables of promises, payments and appointments.
public final class JooqCampaignEvents implements CampaignEvents {
  private static final List<SelectField<?>> MEMBER = List.of(ENROLMENT.ACCOUNT_ID, ENROLMENT.HOUSEHOLD_ID,
      ENROLMENT.SEGMENT, ASSIGNMENT.ARM);
  /// Payments older than this when their list arrives get no thanks.
  private static final Duration OLD_PAYMENT = Duration.ofDays(7);

  private final DSLContext db;

  public JooqCampaignEvents(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Happening> of(UUID campaign, ContactOrigin.Kind kind, Days days, int limit) {
    Condition contacted = ENROLMENT.CAMPAIGN_ID.eq(campaign).and(ASSIGNMENT.ARM.ne(Arm.HOLD_OUT));
    return switch (kind) {
      case PROMISE_DUE -> promises(contacted.and(PROMISE.STATE.eq(DSL.inline("OPEN"))), kind, days, limit);
      case PROMISE_BROKEN -> promises(contacted.and(PROMISE.STATE.eq(DSL.inline("BROKEN"))), kind, days, limit);
      case PAYMENT -> payments(contacted, days, limit);
      case APPOINTMENT -> appointments(campaign, List.of(), days, limit);
      case LADDER, NOTICE, ASKED -> throw new IllegalArgumentException("a step of the ladder does not happen: " + kind);
    };
  }

  private static Condition unplanned(ContactOrigin.Kind kind, Field<UUID> subject) {
    return DSL.notExists(
        selectOne()
            .from(CONTACT)
            .where(CONTACT.GROUND.eq(kind.name()), CONTACT.SUBJECT.eq(subject))
            .andNot(CONTACT.STEP_RELEASED));
  }

  /// Returns promises; they belong to the campaign in which they were made.
  private List<Happening> promises(Condition which, ContactOrigin.Kind kind, Days days, int limit) {
    return db.select(MEMBER).select(PROMISE.ID, PROMISE.PROMISED_ON, PROMISE.MADE_AT)
        .from(PROMISE)
        .join(ATTEMPT).on(ATTEMPT.ID.eq(PROMISE.ATTEMPT_ID))
        .join(ENROLMENT)
        .on(ENROLMENT.ACCOUNT_ID.eq(PROMISE.ACCOUNT_ID), ENROLMENT.CAMPAIGN_ID.eq(ATTEMPT.CAMPAIGN_ID))
        .join(ASSIGNMENT).on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .where(which)
        .and(PROMISE.PROMISED_ON.between(days.first(), days.last()))
        .and(unplanned(kind, PROMISE.ID))
        .orderBy(PROMISE.ID)
        .limit(limit)
        .fetch(
            row -> new Happening(
                row.get(PROMISE.ID), member(row),
                new When(row.get(PROMISE.PROMISED_ON), LocalTime.MIDNIGHT, row.get(PROMISE.MADE_AT))));
  }

  /// Returns payments made after the campaign enrolled the account and imported while it ran. The times are inlined in
  /// the statement so that the server knows that they select few payments, and begins with these.
  private List<Happening> payments(Condition which, Days days, int limit) {
    return db.select(MEMBER).select(PAYMENT.ID, PAYMENT.PAID_AT, PAYMENT.IMPORTED_AT)
        .from(PAYMENT)
        .join(ENROLMENT).on(ENROLMENT.ACCOUNT_ID.eq(PAYMENT.ACCOUNT_ID))
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(ENROLMENT.CAMPAIGN_ID))
        .join(ASSIGNMENT).on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .where(which)
        .and(PAYMENT.IMPORTED_AT.ge(DSL.inline(days.first().atStartOfDay().toInstant(ZoneOffset.UTC))))
        .and(PAYMENT.IMPORTED_AT.ge(CAMPAIGN.STARTED_AT))
        .and(PAYMENT.PAID_AT.gt(ENROLMENT.ENROLLED_AT))
        .and(PAYMENT.TAKEN_BACK.lt(PAYMENT.AMOUNT))
        .and(PAYMENT.PAID_AT.gt(DSL.inline(days.now().minus(OLD_PAYMENT))))
        .and(unplanned(ContactOrigin.Kind.PAYMENT, PAYMENT.ID))
        .orderBy(PAYMENT.ID)
        .limit(limit)
        .fetch(
            row -> new Happening(
                row.get(PAYMENT.ID), member(row),
                new When(
                    row.get(PAYMENT.PAID_AT).atZone(ZoneOffset.UTC).toLocalDate(), LocalTime.MIDNIGHT,
                    row.get(PAYMENT.IMPORTED_AT))));
  }

  @Override
  public List<Happening> appointments(UUID campaign, Collection<UUID> others, Days days, int limit) {
    var elsewhere = ENROLMENT.as("elsewhere");
    // An index counts for each appointment: NOT EXISTS beside OR would read all members of the other campaigns.
    Condition heldByNoOther = DSL.field(
        DSL.selectCount().from(elsewhere)
            .where(elsewhere.CAMPAIGN_ID.eq(DSL.any(others.toArray(UUID[]::new))))
            .and(elsewhere.ACCOUNT_ID.eq(APPOINTMENT.ACCOUNT_ID)))
        .eq(0);
    return db.select(MEMBER).select(ACCOUNT.ID, ACCOUNT.HOUSEHOLD_ID)
        .select(APPOINTMENT.ID, APPOINTMENT.DAY, APPOINTMENT.FROM_TIME, APPOINTMENT.IMPORTED_AT)
        .from(APPOINTMENT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(APPOINTMENT.ACCOUNT_ID))
        .leftJoin(ENROLMENT)
        .on(ENROLMENT.ACCOUNT_ID.eq(APPOINTMENT.ACCOUNT_ID), ENROLMENT.CAMPAIGN_ID.eq(campaign))
        .leftJoin(ASSIGNMENT).on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .where(APPOINTMENT.CANCELLED_AT.isNull())
        .and(APPOINTMENT.DAY.between(days.first(), days.last()))
        .and(ENROLMENT.ACCOUNT_ID.isNotNull().or(heldByNoOther))
        .and(unplanned(ContactOrigin.Kind.APPOINTMENT, APPOINTMENT.ID))
        .orderBy(APPOINTMENT.DAY, APPOINTMENT.ID)
        .limit(limit)
        .fetch(
            row -> new Happening(
                row.get(APPOINTMENT.ID), anybody(row),
                new When(row.get(APPOINTMENT.DAY), row.get(APPOINTMENT.FROM_TIME),
                    row.get(APPOINTMENT.IMPORTED_AT))));
  }

  private static Enrolled anybody(Record row) {
    return row.get(ENROLMENT.ACCOUNT_ID) == null
        ? new Enrolled(row.get(ACCOUNT.ID), row.get(ACCOUNT.HOUSEHOLD_ID), "", "")
        : member(row);
  }

  private static Enrolled member(Record row) {
    return new Enrolled(
        row.get(ENROLMENT.ACCOUNT_ID), row.get(ENROLMENT.HOUSEHOLD_ID), row.get(ASSIGNMENT.ARM),
        row.get(ENROLMENT.SEGMENT));
  }
}
