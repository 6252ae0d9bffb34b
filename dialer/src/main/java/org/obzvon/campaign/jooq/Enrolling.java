package org.obzvon.campaign.jooq;

import static org.jooq.impl.DSL.any;
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
import org.jooq.DSLContext;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.Experiment;
import org.obzvon.jooq.tables.records.AssignmentRecord;
import org.obzvon.jooq.tables.records.EnrolmentRecord;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;

/// Enrols candidates in one campaign, inside one transaction.
record Enrolling(DSLContext tx, Campaign campaign, Instant now) {

  int enrol(Collection<Candidate> candidates) {
    Set<UUID> households = candidates.stream().map(candidate -> candidate.account().household())
        .collect(Collectors.toSet());
    assign(households);
    Map<UUID, UUID> assignments = tx.select(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ID)
        .from(ASSIGNMENT)
        .where(ASSIGNMENT.EXPERIMENT.eq(experiment().name()))
        .and(ASSIGNMENT.HOUSEHOLD_ID.eq(any(ids(households))))
        .fetchMap(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ID);
    return tx.insertInto(ENROLMENT)
        .columns(ENROLMENT.fields())
        .valuesOfRecords(
            candidates.stream()
                .map(candidate -> row(candidate, assignments.get(candidate.account().household())))
                .toList())
        .onConflict(ENROLMENT.CAMPAIGN_ID, ENROLMENT.ACCOUNT_ID)
        .doNothing()
        .execute();
  }

  /// Returns the arms that the candidates have or would get.
  List<Enrolled> preview(Collection<Candidate> candidates) {
    Set<UUID> households = candidates.stream().map(candidate -> candidate.account().household())
        .collect(Collectors.toSet());
    Map<UUID, String> arms = tx.select(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ARM)
        .from(ASSIGNMENT)
        .where(ASSIGNMENT.EXPERIMENT.eq(experiment().name()))
        .and(ASSIGNMENT.HOUSEHOLD_ID.eq(any(ids(households))))
        .fetchMap(ASSIGNMENT.HOUSEHOLD_ID, ASSIGNMENT.ARM);
    keys(households).forEach((id, key) -> arms.computeIfAbsent(id, _ -> experiment().draw(key).arm()));
    return candidates.stream()
        .map(
            candidate -> new Enrolled(
                candidate.account().id(), candidate.account().household(),
                arms.get(candidate.account().household()), candidate.segment()))
        .toList();
  }

  private Experiment experiment() {
    return campaign.definition().experiment();
  }

  private void assign(Set<UUID> households) {
    tx.insertInto(ASSIGNMENT)
        .columns(ASSIGNMENT.fields())
        .valuesOfRecords(
            keys(households).entrySet().stream()
                .map(household -> assignment(household.getKey(), household.getValue()))
                .toList())
        .onConflict(ASSIGNMENT.EXPERIMENT, ASSIGNMENT.HOUSEHOLD_ID)
        .doNothing()
        .execute();
  }

  private static UUID[] ids(Set<UUID> households) {
    return households.toArray(UUID[]::new);
  }

  /// Returns the keys of the households, in the order of their ids: two campaigns of one experiment may assign the same
  /// households at once.
  private Map<UUID, String> keys(Set<UUID> households) {
    return tx.select(HOUSEHOLD.ID, HOUSEHOLD.KEY)
        .from(HOUSEHOLD)
        .where(HOUSEHOLD.ID.eq(any(ids(households))))
        .orderBy(HOUSEHOLD.ID)
        .fetchMap(HOUSEHOLD.ID, HOUSEHOLD.KEY);
  }

  private AssignmentRecord assignment(UUID household, String key) {
    Experiment.Assignment drawn = experiment().draw(key);
    AssignmentRecord row = new AssignmentRecord();
    row.setId(IdGenerator.next());
    row.setExperiment(experiment().name());
    row.setHouseholdId(household);
    row.setArm(drawn.arm());
    row.setBucket(BigDecimal.valueOf(drawn.bucket()));
    row.setSeed(experiment().seed());
    row.setWeights(experiment().weights());
    row.setAssignedAt(now);
    return row;
  }

  private EnrolmentRecord row(Candidate candidate, UUID assignment) {
    Account account = candidate.account();
    EnrolmentRecord row = new EnrolmentRecord();
    row.setCampaignId(campaign.id());
    row.setAccountId(account.id());
    row.setHouseholdId(account.household());
    row.setAssignmentId(assignment);
    row.setSegment(candidate.segment());
    row.setBalance(account.debt().balance().amount());
    row.setCurrency(account.debt().balance().currency().getCurrencyCode());
    row.setDebtSince(account.debt().since().orElse(null));
    row.setRestrictionOn(account.debt().restrictionOn().orElse(null));
    row.setEnrolledAt(now);
    return row;
  }
}
