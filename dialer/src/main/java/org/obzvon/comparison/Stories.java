package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.campaign.Definition;
import org.obzvon.payment.PromiseState;

/// Builds the story of a campaign from the follow-up of each enrolled account.
final class Stories {
  private static final int MOST_DAYS = 366;
  private static final Duration DAY = Duration.ofDays(1);

  private final FollowUp.Bounds bounds;
  private final SortedMap<String, List<Followed>> arms;

  record Followed(Enrolled account, FollowUp end) {

    /// Returns when the account became a payer within the window.
    Optional<Instant> paidAt() {
      return end.seen().paidAt();
    }

    boolean paidAfter(Instant moment) {
      return paidAt().filter(at -> at.isAfter(moment)).isPresent();
    }
  }

  Stories(List<Followed> followed, FollowUp.Bounds bounds) {
    this.bounds = bounds;
    this.arms = followed.stream()
        .collect(Collectors.groupingBy(one -> one.account.arm().name(), TreeMap::new, Collectors.toList()));
  }

  CampaignStory tell(LedgerRows rows, Optional<Definition.Goals> goals) {
    List<Guardrails> guards = new ArrayList<>();
    List<CampaignStory.Debt> debts = new ArrayList<>();
    List<CampaignStory.Promises> promises = new ArrayList<>();
    List<CampaignStory.Reasons> reasons = new ArrayList<>();
    List<CampaignStory.Texts> texts = new ArrayList<>();
    List<CampaignStory.Notices> notices = new ArrayList<>();
    TextStories letters = new TextStories(rows, bounds);
    arms.forEach(
        (arm, members) -> {
          guards.add(Guardrails.of(arm, members, rows.watch(), bounds.rates().zone()));
          debts.add(new CampaignStory.Debt(arm, debt(members)));
          promises.add(promises(arm, members));
          reasons.add(new CampaignStory.Reasons(arm, reasons(members)));
          texts.add(letters.texts(arm, members));
          notices.add(letters.notices(arm, members));
        });
    return new CampaignStory(
        following(), SegmentTries.of(arms), SplitChecks.of(draws()), debts, promises, reasons,
        work(rows, guards, goals, new CampaignStory.Letters(texts, notices)));
  }

  private CampaignStory.Work work(
      LedgerRows rows, List<Guardrails> guards, Optional<Definition.Goals> goals, CampaignStory.Letters letters) {
    List<Followed> all = arms.values().stream().flatMap(List::stream).toList();
    Map<UUID, Followed> byAccount = all.stream().collect(Collectors.toMap(one -> one.account.account(), one -> one));
    return new CampaignStory.Work(
        ScriptWork.of(all, bounds.rates()), guards,
        OperatorLoad.of(rows.beside().turns(), byAccount, bounds.rates()), goals, letters);
  }

  private CampaignStory.Following following() {
    Optional<Instant> until = arms.values().stream().flatMap(List::stream).map(one -> bounds.end(one.account))
        .max(Comparator.naturalOrder());
    return new CampaignStory.Following(stillFollowed(), until, bounds.payer());
  }

  private int stillFollowed() {
    return (int) arms.values().stream()
        .flatMap(List::stream)
        .filter(one -> one.end.end().event() == FollowUpEnd.CENSORED)
        .filter(one -> bounds.end(one.account).isAfter(bounds.freshTo()))
        .count();
  }

  private List<SplitChecks.Draw> draws() {
    Set<UUID> seen = new HashSet<>();
    Map<String, Map<String, Double>> splits = new HashMap<>();
    return arms.values().stream()
        .flatMap(List::stream)
        .map(Followed::account)
        .sorted(Comparator.comparing(Enrolled::at).thenComparing(Enrolled::household).thenComparing(Enrolled::account))
        .filter(account -> seen.add(account.household()))
        .map(
            account -> new SplitChecks.Draw(
                account.segment(), account.at().atZone(bounds.rates().zone()).toLocalDate().toString(),
                account.arm().name(),
                splits.computeIfAbsent(account.arm().weights(), text -> Split.ofExperiment(text).orElse(Map.of()))))
        .filter(draw -> !draw.weights().isEmpty())
        .toList();
  }

  private double[] debt(List<Followed> members) {
    int days = Math.min(MOST_DAYS, bounds.windowDays());
    double[] sum = new double[days + 1];
    for (Followed one : members) {
      double owed = one.account.debt().arrears().doubleValue();
      double[] paid = new double[days + 1];
      for (LedgerRows.Payment payment : one.end.seen().payments()) {
        long millis = Duration.between(one.account.at(), payment.paidAt()).toMillis();
        int day = (int) Math.min(days, (millis + DAY.toMillis() - 1) / DAY.toMillis());
        paid[day] += payment.amount().doubleValue();
      }
      for (int day = 0; day <= days; day++) {
        owed -= paid[day];
        sum[day] += Math.max(0, owed);
      }
    }
    for (int day = 0; day <= days; day++) {
      sum[day] /= members.size();
    }
    return sum;
  }

  private static CampaignStory.Promises promises(String arm, List<Followed> members) {
    Map<PromiseState, Integer> states = new HashMap<>();
    List<Double> late = new ArrayList<>();
    for (Followed one : members) {
      for (LedgerRows.Promise promise : one.end.seen().promises()) {
        states.merge(promise.state(), 1, Integer::sum);
        paidInFull(promise, one.end.seen().payments())
            .filter(at -> !at.isBefore(promise.end()))
            .ifPresent(at -> late.add(Duration.between(promise.end(), at).toMillis() / (double) DAY.toMillis()));
      }
    }
    OptionalDouble daysLate = late.stream().mapToDouble(Double::doubleValue).average();
    return new CampaignStory.Promises(
        arm, states.values().stream().mapToInt(Integer::intValue).sum(), states.getOrDefault(PromiseState.KEPT, 0),
        states.getOrDefault(PromiseState.PARTLY_KEPT, 0), states.getOrDefault(PromiseState.BROKEN, 0),
        states.getOrDefault(PromiseState.OPEN, 0), daysLate);
  }

  private static Optional<Instant> paidInFull(LedgerRows.Promise promise, List<LedgerRows.Payment> payments) {
    BigDecimal left = promise.amount();
    for (LedgerRows.Payment payment : payments.stream().sorted(Comparator.comparing(LedgerRows.Payment::paidAt))
        .toList()) {
      left = payment.paidAt().isAfter(promise.madeAt()) ? left.subtract(payment.amount()) : left;
      if (left.signum() <= 0) {
        return Optional.of(payment.paidAt());
      }
    }
    return Optional.empty();
  }

  private static Map<String, CampaignStory.Told> reasons(List<Followed> members) {
    Map<String, CampaignStory.Told> told = new TreeMap<>();
    for (Followed one : members) {
      one.end.seen().own().stream()
          .filter(touch -> touch.answer().reason().isPresent())
          .max(Comparator.comparing(ComparedAttempt::at))
          .flatMap(touch -> touch.answer().reason())
          .ifPresent(
              reason -> told.merge(
                  reason, new CampaignStory.Told(1, one.end.end().event() == FollowUpEnd.PAID ? 1 : 0),
                  (sum, more) -> new CampaignStory.Told(sum.accounts() + 1, sum.paid() + more.paid())));
    }
    return told;
  }
}
