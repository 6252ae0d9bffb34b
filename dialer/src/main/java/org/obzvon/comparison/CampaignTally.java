package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Definition;
import org.obzvon.document.BadInput;

/// Builds the table of accounts, the funnels and the story of a campaign from the rows of the ledger, one household at a
/// time. It keeps about 40 bytes of each account. The stratum is the segment and the covariate is the debt at enrolment:
/// both were fixed before anybody was contacted, unlike a reason learned in a call.
public final class CampaignTally {
  private static final Comparator<Enrolled> FIRST = Comparator.comparing(Enrolled::at)
      .thenComparing(Enrolled::account);

  private final CampaignAccounts.Facts facts;
  private final HouseholdHistory.Registers registers;
  private final Reading reading;
  private final AccountFollowUp.Bounds bounds;
  private final AccountTable table = new AccountTable(EnumSet.of(Column.EVENT, Column.LEFT, Column.DAYS, Column.PAID,
      Column.COST, Column.REACHED, Column.REASON, Column.COVARIATE));
  private final SortedMap<String, ArmStory> arms = new TreeMap<>();
  private final Map<AccountFollowUp.Standing, Integer> standings = new EnumMap<>(AccountFollowUp.Standing.class);
  private final Set<Currency> currencies = new HashSet<>();
  private final Map<String, Long> splits = new TreeMap<>();
  private final SplitDraws draws;
  private final ScriptWork scripts = new ScriptWork();
  private final OperatorTallies operators;
  private int households;
  private int parted;
  private int silent;
  private int stillFollowed;
  private Optional<Instant> lastEnd = Optional.empty();

  /// How the ledger is read.
  ///
  /// @param windowDays payments and attempts count within this many days of the enrolment
  /// @param payer who counts as having paid
  public record Reading(int windowDays, RateTable rates, Optional<Definition.Goals> goals, PayerRule payer) {}

  /// @param facts of a campaign whose currency is not determined yet; the result's `currency` states it
  public CampaignTally(CampaignAccounts.Facts facts, HouseholdHistory.Registers registers, Reading reading) {
    this.facts = facts;
    this.registers = registers;
    this.reading = reading;
    AttemptPrices prices = new AttemptPrices(reading.rates);
    this.bounds = new AccountFollowUp.Bounds(
        reading.windowDays, facts.freshTo().orElse(Instant.EPOCH), prices, reading.payer);
    this.draws = new SplitDraws(reading.rates.zone());
    this.operators = new OperatorTallies(prices);
  }

  /// Adds a household. Every household is added once.
  public void add(HouseholdHistory rows) {
    Map<UUID, AccountFollowUp> followed = HashMap.newHashMap(rows.enrolled().size());
    Map<String, List<AccountFollowUp>> byArm = new TreeMap<>();
    for (Enrolled account : rows.enrolled()) {
      currencies.add(account.debt().currency());
      AccountFollowUp one = AccountFollowUp.of(account, rows, bounds);
      standings.merge(one.standing(), 1, Integer::sum);
      if (one.standing() == AccountFollowUp.Standing.FOLLOWED) {
        followed.put(account.account(), one);
        byArm.computeIfAbsent(account.arm().name(), _ -> new ArrayList<>(2)).add(one);
      }
    }
    if (!rows.beside().turns().isEmpty()) {
      operators.add(rows.beside().turns(), followed);
    }
    if (followed.isEmpty()) {
      return;
    }
    byArm.forEach(
        (arm, members) -> arms.computeIfAbsent(arm, name -> new ArmStory(name, bounds, registers)).add(members, rows));
    Enrolled first = followed.values().stream().map(AccountFollowUp::account).min(FIRST).orElseThrow();
    draws.add(first);
    splits.merge(first.arm().weights(), 1L, Long::sum);
    followed.values().forEach(this::add);
    households++;
  }

  private void add(AccountFollowUp one) {
    Enrolled account = one.account();
    scripts.add(one);
    parted += account.arm().parted() ? 1 : 0;
    Instant end = bounds.end(account);
    if (one.end().event() == FollowUpEnd.CENSORED) {
      silent += account.debt().leftRegister() ? 1 : 0;
      stillFollowed += end.isAfter(bounds.freshTo()) ? 1 : 0;
    }
    lastEnd = lastEnd.filter(known -> !known.isBefore(end)).or(() -> Optional.of(end));
    AccountTable.Refusal refusal = table.add(
        households, account.arm().name(), one.end(),
        new AccountRow.Money(
            one.money().recovered().doubleValue(), one.money().cost().orElse(BigDecimal.ZERO).doubleValue()),
        new AccountRow.Traits(one.steps().reached(), account.segment(), account.debt().arrears().doubleValue()));
    if (refusal != AccountTable.Refusal.NONE) {
      String why = refusal.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
      throw BadInput.of("--campaign", ComparisonFault.REFUSED.with(why));
    }
  }

  /// Returns the accounts after the last household was added.
  public CampaignAccounts close() {
    Optional<Currency> currency = currencies.size() == 1 ? currencies.stream().findFirst() : Optional.empty();
    List<String> remarks = new ArrayList<>();
    remarkWhoIsLeftOut(remarks);
    dropUnknownColumns(remarks, currency);
    Map<String, Double> weights = weights(remarks);
    CampaignAccounts.Facts settled = new CampaignAccounts.Facts(
        facts.name(), facts.simulated(), facts.definitionSha256(), facts.freshTo(), currency);
    return new CampaignAccounts(
        settled, table, weights, arms.values().stream().map(arm -> arm.funnel(currency.isPresent())).toList(), remarks,
        story());
  }

  private void remarkWhoIsLeftOut(List<String> remarks) {
    leftOut(remarks, standings.get(AccountFollowUp.Standing.IN_FLIGHT), "had already paid");
    leftOut(remarks, standings.get(AccountFollowUp.Standing.ENDED_BEFORE), "had already ended their contract");
    if (parted > 0) {
      remarks.add(
          "households: " + parted
              + " accounts were parted by a later register from the household with which their arm was"
              + " drawn; they keep the arm and are counted with that household");
    }
    if (facts.freshTo().isEmpty()) {
      remarks.add("payments: none was ever imported, so nobody is known to have paid and nobody was followed");
    }
  }

  private static void leftOut(List<String> remarks, Integer count, String why) {
    if (count != null) {
      remarks.add("accounts: " + count + " " + why
          + " when they were enrolled, as we heard later; left out of every arm");
    }
  }

  private void dropUnknownColumns(List<String> remarks, Optional<Currency> currency) {
    if (!registers.tellEndings()) {
      table.drop(Column.LEFT);
      remarks.add("incidence.left: no register told of an account that its contract had ended");
    }
    if (silent > 0) {
      remarks.add("accounts: " + silent + " left the register without a payment that we know of; they count as unpaid");
    }
    if (currency.isEmpty()) {
      remarks.add("amounts, costs: the accounts owe in several currencies, which cannot be summed");
      Set.of(Column.PAID, Column.COST, Column.COVARIATE).forEach(table::drop);
    } else if (!arms.values().stream().allMatch(ArmStory::knowsCost)) {
      remarks.add("costs: the rate table has no price in " + currency.get().getCurrencyCode() + " for every attempt");
      table.drop(Column.COST);
    }
  }

  /// Returns the expected share of each arm, taken over the households, since the split may have changed in the course
  /// of an experiment. Empty when a split cannot be read.
  private Map<String, Double> weights(List<String> remarks) {
    Map<String, Double> expected = new TreeMap<>();
    for (Map.Entry<String, Long> split : splits.entrySet()) {
      Optional<Map<String, Double>> shares = Split.ofExperiment(split.getKey());
      if (shares.isEmpty()) {
        remarks.add("sample_ratio: the split of an assignment cannot be read");
        return Map.of();
      }
      double sum = shares.get().values().stream().mapToDouble(Double::doubleValue).sum();
      shares.get().forEach((arm, share) -> expected.merge(arm, share / sum * split.getValue(), Double::sum));
    }
    if (!expected.keySet().containsAll(arms.keySet())) {
      remarks.add("sample_ratio: an account is in an arm that its split does not name");
      return Map.of();
    }
    return expected;
  }

  private CampaignActivity story() {
    List<ArmStory> stories = List.copyOf(arms.values());
    CampaignActivity.Letters letters = new CampaignActivity.Letters(
        stories.stream().map(ArmStory::texts).toList(), stories.stream().map(ArmStory::notices).toList());
    List<SegmentTries> tries = arms.entrySet().stream()
        .filter(arm -> !arm.getKey().equals(Arm.HOLD_OUT))
        .flatMap(arm -> arm.getValue().tries().stream())
        .toList();
    return new CampaignActivity(
        new CampaignActivity.Following(stillFollowed, lastEnd, bounds.payer()), tries, SplitChecks.of(draws.all()),
        stories.stream().map(ArmStory::debt).toList(), stories.stream().map(ArmStory::promises).toList(),
        stories.stream().map(ArmStory::reasons).toList(),
        new CampaignActivity.Work(
            scripts.scripts(), stories.stream().map(ArmStory::guardrails).toList(), operators.loads(), reading.goals,
            letters));
  }
}
