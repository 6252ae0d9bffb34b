package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.OVERDUE;
import static org.obzvon.jooq.Tables.SNAPSHOT;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.obzvon.comparison.LedgerRows;

/// What the guardrails of one campaign are counted from.
record WatchRows(DSLContext ledger, UUID campaign) {
  private static final List<String> OPTED_OUT = List.of("OPT_OUT", "REFUSAL");
  private static final List<String> COMPLAINED = List.of("CONTACT_COMPLAINT");

  LedgerRows.Watch read() {
    return new LedgerRows.Watch(stops(OPTED_OUT), stops(COMPLAINED), notAllowed(), overdueSince(), registers());
  }

  /// Entries by number count for the households whose accounts have it.
  private Map<UUID, List<Instant>> stops(List<String> kinds) {
    var members = DSL.select(ENROLMENT.HOUSEHOLD_ID).from(ENROLMENT).where(ENROLMENT.CAMPAIGN_ID.eq(campaign));
    return ledger
        .selectDistinct(ACCOUNT.HOUSEHOLD_ID, SUPPRESSION.SINCE)
        .from(ACCOUNT)
        .leftJoin(ACCOUNT_PHONE).on(ACCOUNT_PHONE.ACCOUNT_ID.eq(ACCOUNT.ID))
        .join(SUPPRESSION)
        .on(SUPPRESSION.ACCOUNT_ID.eq(ACCOUNT.ID).or(SUPPRESSION.PHONE.eq(ACCOUNT_PHONE.E164)))
        .where(ACCOUNT.HOUSEHOLD_ID.in(members), SUPPRESSION.KIND.in(kinds))
        .fetchGroups(ACCOUNT.HOUSEHOLD_ID, SUPPRESSION.SINCE);
  }

  /// Attempts whose contact the policy never allowed before, or made while a stop entry was in force; one that began at
  /// the very instant of the attempt came of it. Which entries stop a notice is for the policy's profile to say.
  private Map<UUID, Integer> notAllowed() {
    Condition allowed =
        DSL.exists(
            DSL.selectOne().from(DECISION)
                .where(DECISION.ACCOUNT_ID.eq(ATTEMPT.ACCOUNT_ID), DECISION.CONTACT_ID.eq(ATTEMPT.CONTACT_ID))
                .and(DECISION.MOMENT.eq("PLACE"))
                .and(DECISION.VERDICT.eq("ALLOWED"))
                .and(DECISION.ASKED_AT.le(ATTEMPT.WRITTEN_AT)));
    var member = ACCOUNT.as("member");
    Condition stopped =
        DSL.exists(
            DSL.selectOne().from(SUPPRESSION)
                .leftJoin(member).on(member.ID.eq(SUPPRESSION.ACCOUNT_ID))
                .where(SUPPRESSION.PHONE.eq(ATTEMPT.PHONE).or(member.HOUSEHOLD_ID.eq(ATTEMPT.HOUSEHOLD_ID)))
                .and(SUPPRESSION.SINCE.lt(ATTEMPT.WRITTEN_AT))
                .and(SUPPRESSION.UNTIL.isNull().or(SUPPRESSION.UNTIL.gt(ATTEMPT.WRITTEN_AT)))
                .and(SUPPRESSION.LIFTED_AT.isNull().or(SUPPRESSION.LIFTED_AT.gt(ATTEMPT.WRITTEN_AT))));
    return ledger
        .select(ATTEMPT.HOUSEHOLD_ID, DSL.count())
        .from(ATTEMPT)
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign), DSL.not(allowed).or(stopped.and(ATTEMPT.GROUND.ne("NOTICE"))))
        .groupBy(ATTEMPT.HOUSEHOLD_ID)
        .fetchMap(ATTEMPT.HOUSEHOLD_ID, DSL.count());
  }

  private Map<UUID, List<LocalDate>> overdueSince() {
    return ledger
        .select(OVERDUE.ACCOUNT_ID, OVERDUE.SINCE)
        .from(OVERDUE)
        .join(ENROLMENT).on(ENROLMENT.ACCOUNT_ID.eq(OVERDUE.ACCOUNT_ID))
        .where(ENROLMENT.CAMPAIGN_ID.eq(campaign))
        .fetchGroups(OVERDUE.ACCOUNT_ID, OVERDUE.SINCE);
  }

  private LedgerRows.Watch.Registers registers() {
    LocalDate newest = ledger.select(DSL.max(SNAPSHOT.TAKEN_ON)).from(SNAPSHOT).fetchOne(DSL.max(SNAPSHOT.TAKEN_ON));
    boolean tell = ledger.fetchExists(ACCOUNT, ACCOUNT.CONTRACT_ENDED_ON.isNotNull());
    return new LedgerRows.Watch.Registers(Optional.ofNullable(newest), tell);
  }
}
