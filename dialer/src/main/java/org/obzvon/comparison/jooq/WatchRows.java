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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.obzvon.comparison.LedgerRows;

/// Reads the rows from which the guardrails of one campaign are computed.
record WatchRows(DSLContext ledger, UUID campaign) {
  private static final List<String> OPTED_OUT = List.of("OPT_OUT", "REFUSAL");
  private static final List<String> COMPLAINED = List.of("CONTACT_COMPLAINT");

  LedgerRows.Watch read() {
    Result<Record3<UUID, String, Instant>> stops = stops();
    return new LedgerRows.Watch(
        since(stops, OPTED_OUT), since(stops, COMPLAINED), notAllowed(), overdueSince(), registers());
  }

  /// Returns the suppressions. A suppression of a number counts for the households whose accounts have it.
  private Result<Record3<UUID, String, Instant>> stops() {
    Condition asked = SUPPRESSION.KIND.in(Stream.concat(OPTED_OUT.stream(), COMPLAINED.stream()).toList())
        .and(
            ACCOUNT.HOUSEHOLD_ID.in(
                DSL.select(ENROLMENT.HOUSEHOLD_ID).from(ENROLMENT).where(ENROLMENT.CAMPAIGN_ID.eq(campaign))));
    return ledger
        .select(ACCOUNT.HOUSEHOLD_ID, SUPPRESSION.KIND, SUPPRESSION.SINCE)
        .from(ACCOUNT)
        .join(SUPPRESSION).on(SUPPRESSION.ACCOUNT_ID.eq(ACCOUNT.ID))
        .where(asked)
        .union(
            DSL.select(ACCOUNT.HOUSEHOLD_ID, SUPPRESSION.KIND, SUPPRESSION.SINCE)
                .from(ACCOUNT)
                .join(ACCOUNT_PHONE).on(ACCOUNT_PHONE.ACCOUNT_ID.eq(ACCOUNT.ID))
                .join(SUPPRESSION).on(SUPPRESSION.PHONE.eq(ACCOUNT_PHONE.E164))
                .where(asked))
        .fetch();
  }

  private static Map<UUID, List<Instant>> since(Result<Record3<UUID, String, Instant>> stops, List<String> kinds) {
    return stops.stream()
        .filter(row -> kinds.contains(row.value2()))
        .collect(Collectors.groupingBy(Record3::value1, Collectors.mapping(Record3::value3, Collectors.toList())));
  }

  /// Returns by household the attempts that the policy had not allowed, or that were made while a suppression was in
  /// force; a suppression that began at the very instant of the attempt resulted from it. Each attempt needs its own
  /// permission: given after the previous attempt of the same contact, and not after the attempt itself. Notices are
  /// not checked against suppressions, because the policy's profile decides which suppressions stop a notice.
  private Map<UUID, Integer> notAllowed() {
    var before = ATTEMPT.as("before");
    var lastWritten = DSL.field(
        DSL.select(DSL.max(before.WRITTEN_AT)).from(before)
            .where(before.CONTACT_ID.eq(ATTEMPT.CONTACT_ID), before.NUMBER.lt(ATTEMPT.NUMBER)));
    Condition allowed = DSL.exists(
        DSL.selectOne().from(DECISION)
            .where(DECISION.ACCOUNT_ID.eq(ATTEMPT.ACCOUNT_ID), DECISION.CONTACT_ID.eq(ATTEMPT.CONTACT_ID))
            .and(DECISION.MOMENT.eq("PLACE"))
            .and(DECISION.VERDICT.eq("ALLOWED"))
            .and(DECISION.ASKED_AT.le(ATTEMPT.WRITTEN_AT))
            .and(DECISION.ASKED_AT.ge(DSL.coalesce(lastWritten, DECISION.ASKED_AT))));
    return ledger
        .select(ATTEMPT.HOUSEHOLD_ID, DSL.count())
        .from(ATTEMPT)
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign), DSL.not(allowed).or(ATTEMPT.ID.in(againstStops())))
        .groupBy(ATTEMPT.HOUSEHOLD_ID)
        .fetchMap(ATTEMPT.HOUSEHOLD_ID, DSL.count());
  }

  private Select<Record1<UUID>> againstStops() {
    var member = ACCOUNT.as("member");
    Condition inForce = ATTEMPT.CAMPAIGN_ID.eq(campaign)
        .and(ATTEMPT.GROUND.ne("NOTICE"))
        .and(SUPPRESSION.SINCE.lt(ATTEMPT.WRITTEN_AT))
        .and(SUPPRESSION.UNTIL.isNull().or(SUPPRESSION.UNTIL.gt(ATTEMPT.WRITTEN_AT)))
        .and(SUPPRESSION.LIFTED_AT.isNull().or(SUPPRESSION.LIFTED_AT.gt(ATTEMPT.WRITTEN_AT)));
    return DSL.select(ATTEMPT.ID)
        .from(ATTEMPT)
        .join(SUPPRESSION).on(SUPPRESSION.PHONE.eq(ATTEMPT.PHONE))
        .where(inForce)
        .union(
            DSL.select(ATTEMPT.ID)
                .from(ATTEMPT)
                .join(member).on(member.HOUSEHOLD_ID.eq(ATTEMPT.HOUSEHOLD_ID))
                .join(SUPPRESSION).on(SUPPRESSION.ACCOUNT_ID.eq(member.ID))
                .where(inForce));
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
