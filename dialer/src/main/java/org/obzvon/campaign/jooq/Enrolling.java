package org.obzvon.campaign.jooq;

import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.HOUSEHOLD;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
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

  /// The arms that the candidates have or would get.
  List<Enrolled> preview(Collection<Candidate> candidates) {
    Set<UUID> households =
        candidates.stream().map(candidate -> candidate.account().household()).collect(Collectors.toSet());
    Map<UUID, String> arms =
        tx.select(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ARM)
            .from(ASSIGNMENT)
            .where(ASSIGNMENT.EXPERIMENT.eq(experiment().name()))
            .and(ASSIGNMENT.HOUSEHOLD_ID.in(households))
            .fetchMap(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ARM);
    keys(households).forEach((id, key) -> arms.computeIfAbsent(id, _ -> experiment().draw(key).arm()));
    return candidates.stream()
        .map(
            candidate ->
                new Enrolled(
                    candidate.account().id(), candidate.account().household(),
                    arms.get(candidate.account().household()), candidate.segment()))
        .toList();
  }

  private Experiment experiment() {
    return campaign.definition().experiment();
  }

  private void assign(Set<UUID> households) {
    tx.batch(keys(households).entrySet().stream().map(entry -> assignment(entry.getKey(), entry.getValue())).toList()).execute();
  }

  private Map<UUID, String> keys(Set<UUID> households) {
    return tx.select(HOUSEHOLD.ID, HOUSEHOLD.KEY)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.ID.in(households))
        .fetchMap(HOUSEHOLD.ID, HOUSEHOLD.KEY);
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
