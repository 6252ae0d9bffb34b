package org.obzvon.campaign.jooq;

import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Experiment;
import org.obzvon.register.Account;
import org.obzvon.register.Ids;

/// Takes candidates into one campaign, inside one transaction.
record Enrolling(DSLContext tx, Campaign campaign, Instant now) {

  int enrol(Collection<Candidate> candidates) {
    Set<UUID> households =
        candidates.stream().map(candidate -> candidate.account().household()).collect(Collectors.toSet());
    assign(households);
    Map<UUID, UUID> assignments =
        tx.select(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ID)
            .from(ASSIGNMENT)
            .where(ASSIGNMENT.EXPERIMENT.eq(experiment().name()))
            .and(ASSIGNMENT.HOUSEHOLD_ID.in(households))
            .fetchMap(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ID);
    var inserts =
        candidates.stream()
            .map(candidate -> row(candidate, assignments.get(candidate.account().household())))
            .toList();
    return IntStream.of(tx.batch(inserts).execute()).sum();
  }

  private Experiment experiment() {
    return campaign.definition().experiment();
  }

  private void assign(Set<UUID> households) {
    Map<UUID, String> keys =
        tx.select(HOUSEHOLD.ID, HOUSEHOLD.KEY)
            .from(HOUSEHOLD)
            .where(HOUSEHOLD.ID.in(households))
            .fetchMap(HOUSEHOLD.ID, HOUSEHOLD.KEY);
    tx.batch(keys.entrySet().stream().map(entry -> assignment(entry.getKey(), entry.getValue())).toList()).execute();
  }

  private Query assignment(UUID household, String key) {
    Experiment.Assignment drawn = experiment().draw(key);
    return tx.insertInto(ASSIGNMENT)
        .set(ASSIGNMENT.ID, Ids.next())
        .set(ASSIGNMENT.EXPERIMENT, experiment().name())
        .set(ASSIGNMENT.HOUSEHOLD_ID, household)
        .set(ASSIGNMENT.ARM, drawn.arm())
        .set(ASSIGNMENT.BUCKET, BigDecimal.valueOf(drawn.bucket()))
        .set(ASSIGNMENT.SEED, experiment().seed())
        .set(ASSIGNMENT.WEIGHTS, experiment().weights())
        .set(ASSIGNMENT.ASSIGNED_AT, now)
        .onConflict(ASSIGNMENT.EXPERIMENT, ASSIGNMENT.HOUSEHOLD_ID)
        .doNothing();
  }

  private Query row(Candidate candidate, UUID assignment) {
    Account account = candidate.account();
    return tx.insertInto(ENROLMENT)
        .set(ENROLMENT.CAMPAIGN_ID, campaign.id())
        .set(ENROLMENT.ACCOUNT_ID, account.id())
        .set(ENROLMENT.HOUSEHOLD_ID, account.household())
        .set(ENROLMENT.ASSIGNMENT_ID, assignment)
        .set(ENROLMENT.SEGMENT, candidate.segment())
        .set(ENROLMENT.BALANCE, account.debt().balance().amount())
        .set(ENROLMENT.CURRENCY, account.debt().balance().currency().getCurrencyCode())
        .set(ENROLMENT.DEBT_SINCE, account.debt().since().orElse(null))
        .set(ENROLMENT.RESTRICTION_ON, account.debt().restrictionOn().orElse(null))
        .set(ENROLMENT.ENROLLED_AT, now)
        .onConflict(ENROLMENT.CAMPAIGN_ID, ENROLMENT.ACCOUNT_ID)
        .doNothing();
  }
}
