package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.obzvon.campaign.Definition;
import org.obzvon.document.BadInput;

/// Builds the table of accounts and the funnels from the rows of the ledger. The stratum is the segment and the
/// covariate is the debt at enrolment: both were fixed before anybody was contacted, unlike a reason learned in a call.
public final class AccountTableBuilder {
  private final List<Enrolled> accounts = new ArrayList<>();
  private final List<FollowUp> followed = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Optional<Currency> currency;
  private final boolean endings;

  private AccountTableBuilder(LedgerRows rows, FollowUp.Bounds bounds) {
    Set<Currency> currencies = rows.enrolled().stream().map(account -> account.debt().currency())
        .collect(Collectors.toSet());
    currency = currencies.size() == 1 ? currencies.stream().findFirst() : Optional.empty();
    endings = rows.watch().tellsEndings();
    Map<FollowUp.Standing, Integer> standings = new EnumMap<>(FollowUp.Standing.class);
    for (Enrolled account : rows.enrolled()) {
      FollowUp one = FollowUp.of(account, rows, bounds);
      standings.merge(one.standing(), 1, Integer::sum);
      if (one.standing() == FollowUp.Standing.FOLLOWED) {
        accounts.add(account);
        followed.add(one);
      }
    }
    leftOut(standings.get(FollowUp.Standing.IN_FLIGHT), "had already paid");
    leftOut(standings.get(FollowUp.Standing.ENDED_BEFORE), "had already ended their contract");
    long parted = accounts.stream().filter(account -> account.arm().parted()).count();
    if (parted > 0) {
      remarks.add(
          "households: " + parted
              + " accounts were parted by a later register from the household with which their arm was"
              + " drawn; they keep the arm and are counted with that household");
    }
  }

  private void leftOut(Integer count, String why) {
    if (count != null) {
      remarks.add("accounts: " + count + " " + why
          + " when they were enrolled, as we heard later; left out of every arm");
    }
  }

  /// How the ledger is read.
  ///
  /// @param windowDays payments and attempts count within this many days of the enrolment
  /// @param payer who counts as having paid
  public record Reading(int windowDays, RateTable rates, Optional<Definition.Goals> goals, PayerRule payer) {}

  /// @param facts of a campaign whose currency is not determined yet; the result's `currency` states it
  public static CampaignAccounts of(CampaignAccounts.Facts facts, LedgerRows rows, Reading reading) {
    var freshTo = facts.freshTo().orElse(java.time.Instant.EPOCH);
    var bounds = new FollowUp.Bounds(reading.windowDays, freshTo, reading.rates, reading.payer);
    AccountTableBuilder table = new AccountTableBuilder(rows, bounds);
    if (facts.freshTo().isEmpty()) {
      table.remarks.add("payments: none was ever imported, so nobody is known to have paid and nobody was followed");
    }
    CampaignAccounts.Facts settled = new CampaignAccounts.Facts(
        facts.name(), facts.simulated(), facts.definitionSha256(), facts.freshTo(), table.currency);
    AccountTable accounts = table.table();
    Map<String, Double> weights = table.weights();
    return new CampaignAccounts(
        settled, accounts, weights, table.funnels(), List.copyOf(table.remarks),
        table.story(rows, bounds, reading.goals));
  }

  private CampaignStory story(LedgerRows rows, FollowUp.Bounds bounds, Optional<Definition.Goals> goals) {
    List<Stories.Followed> all = new ArrayList<>();
    for (int index = 0; index < accounts.size(); index++) {
      all.add(new Stories.Followed(accounts.get(index), followed.get(index)));
    }
    return new Stories(all, bounds).tell(rows, goals);
  }

  private AccountTable table() {
    Set<Column> columns = EnumSet.of(Column.EVENT, Column.DAYS, Column.PAID, Column.COST, Column.REACHED, Column.REASON,
        Column.COVARIATE);
    if (endings) {
      columns.add(Column.LEFT);
    } else {
      remarks.add("incidence.left: no register told of an account that its contract had ended");
    }
    long silent = 0;
    for (int index = 0; index < accounts.size(); index++) {
      boolean unpaid = followed.get(index).end().event() == FollowUpEnd.CENSORED;
      silent += unpaid && accounts.get(index).debt().leftRegister() ? 1 : 0;
    }
    if (silent > 0) {
      remarks.add("accounts: " + silent + " left the register without a payment that we know of; they count as unpaid");
    }
    if (currency.isEmpty()) {
      remarks.add("amounts, costs: the accounts owe in several currencies, which cannot be summed");
      columns.removeAll(Set.of(Column.PAID, Column.COST, Column.COVARIATE));
    } else if (followed.stream().anyMatch(one -> one.cost().isEmpty())) {
      remarks.add("costs: the rate table has no price in " + currency.get().getCurrencyCode() + " for every attempt");
      columns.remove(Column.COST);
    }
    AccountTable table = new AccountTable(columns);
    for (int index = 0; index < accounts.size(); index++) {
      AccountTable.Refusal refusal = table.add(row(accounts.get(index), followed.get(index)));
      if (refusal != AccountTable.Refusal.NONE) {
        String why = refusal.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        throw BadInput.of("--campaign", ComparisonFault.REFUSED.with(why));
      }
    }
    return table;
  }

  private static AccountRow row(Enrolled account, FollowUp one) {
    return new AccountRow(
        account.account().toString(),
        account.household().toString(),
        account.arm().name(),
        one.end(),
        new AccountRow.Money(one.recovered().doubleValue(), one.cost().orElse(BigDecimal.ZERO).doubleValue()),
        new AccountRow.Traits(
            one.steps().reached(), account.segment(), account.debt().arrears().doubleValue()));
  }

  /// Returns the expected share of each arm, taken over the households, since the split may have changed in the course
  /// of an experiment. Empty when a split cannot be read.
  private Map<String, Double> weights() {
    Map<String, Long> households = accounts.stream()
        .collect(Collectors.toMap(Enrolled::household, account -> account.arm().weights(), (first, _) -> first))
        .values()
        .stream()
        .collect(Collectors.groupingBy(split -> split, TreeMap::new, Collectors.counting()));
    Map<String, Double> expected = new TreeMap<>();
    for (Map.Entry<String, Long> split : households.entrySet()) {
      Optional<Map<String, Double>> shares = Split.ofExperiment(split.getKey());
      if (shares.isEmpty()) {
        remarks.add("sample_ratio: the split of an assignment cannot be read");
        return Map.of();
      }
      double sum = shares.get().values().stream().mapToDouble(Double::doubleValue).sum();
      shares.get().forEach((arm, share) -> expected.merge(arm, share / sum * split.getValue(), Double::sum));
    }
    if (!accounts.stream().allMatch(account -> expected.containsKey(account.arm().name()))) {
      remarks.add("sample_ratio: an account is in an arm that its split does not name");
      return Map.of();
    }
    return expected;
  }

  private List<CampaignAccounts.Funnel> funnels() {
    Map<String, List<FollowUp>> byArm = new TreeMap<>();
    for (int index = 0; index < accounts.size(); index++) {
      byArm.computeIfAbsent(accounts.get(index).arm().name(), _ -> new ArrayList<>()).add(followed.get(index));
    }
    return byArm.entrySet().stream().map(arm -> funnel(arm.getKey(), arm.getValue())).toList();
  }

  private CampaignAccounts.Funnel funnel(String arm, List<FollowUp> of) {
    CampaignAccounts.Steps steps = new CampaignAccounts.Steps(
        of.size(),
        count(of, one -> one.steps().attempted()),
        count(of, one -> one.steps().answered()),
        count(of, one -> one.steps().reached()),
        count(of, one -> one.steps().promised()),
        count(of, one -> one.steps().kept()),
        count(of, one -> one.end().event() == FollowUpEnd.PAID));
    BigDecimal recovered = of.stream().map(FollowUp::recovered).reduce(BigDecimal.ZERO, BigDecimal::add);
    Optional<BigDecimal> cost = of.stream().map(FollowUp::cost).reduce(
        Optional.of(BigDecimal.ZERO), (sum, one) -> sum.flatMap(known -> one.map(known::add)));
    return new CampaignAccounts.Funnel(
        arm, steps, currency.map(_ -> new CampaignAccounts.Sums(recovered, cost)));
  }

  private static int count(List<FollowUp> of, java.util.function.Predicate<FollowUp> step) {
    return (int) of.stream().filter(step).count();
  }
}
