package org.obzvon.comparison;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns;
import org.obzvon.document.BadInput;
import org.obzvon.register.Progress;

/// Makes the report of a campaign from the ledger. Each request counts as a look at the results and is recorded.
public final class CampaignReports {
  private final Campaigns campaigns;
  private final CampaignLedger ledger;
  private final Registrations registrations;
  private final InstantSource clock;
  /// Held while a report is made: one report of a million accounts needs most of the memory of a small service.
  private final ReentrantLock alone = new ReentrantLock(true);

  public CampaignReports(
      Campaigns campaigns, CampaignLedger ledger, Registrations registrations, InstantSource clock) {
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.registrations = registrations;
    this.clock = clock;
  }

  /// @param windowDays empty for the window that the campaign defines
  /// @param expectedAccounts empty for the number that the campaign defines
  public record Request(
      String campaign, String baseline, OptionalInt windowDays, OptionalDouble expectedAccounts, OptionalDouble margin,
      RateTable rates) {

    /// Returns a request that uses the campaign's own window and number of accounts.
    public static Request plain(String campaign, String baseline, RateTable rates) {
      return new Request(
          campaign, baseline, OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty(), rates);
    }
  }

  /// @throws BadInput when there is no such campaign, or nobody is enrolled in it yet
  public Report make(Request request) {
    return make(request, Progress.NONE);
  }

  /// @param progress counts the enrolled accounts that were read
  public Report make(Request request, Progress progress) {
    alone.lock();
    try {
      return makeAlone(request, progress);
    } finally {
      alone.unlock();
    }
  }

  private Report makeAlone(Request request, Progress progress) {
    Campaign campaign = campaigns
        .find(request.campaign)
        .orElseThrow(() -> BadInput.of("--campaign", ComparisonFault.NO_CAMPAIGN.with(request.campaign)));
    int window = request.windowDays.orElse(campaign.definition().goals().window());
    List<Registrations.Version> versions = registrations.versions(campaign.id());
    var reading = new CampaignTally.Reading(
        window, request.rates, Optional.of(campaign.definition().goals()), payer(campaign, versions));
    CampaignAccounts accounts = ledger.read(campaign.name(), reading, progress).orElseThrow();
    if (accounts.table().size() == 0) {
      throw BadInput.of("--campaign", ComparisonFault.NOBODY_ENROLLED.with(campaign.name()));
    }
    double expected = request.expectedAccounts.orElse(
        versions.isEmpty() ? ComparisonQuestion.EXPECTED_ACCOUNTS : versions.getFirst().plan().expectedAccounts());
    ComparisonQuestion question = new ComparisonQuestion(request.baseline, window, accounts.weights(), expected);
    var past = new Report.OfCampaign(accounts, versions, registrations.looks(campaign.id()));
    Report report = Report.ofCampaign(past, new Report.Asked(question, request.margin));
    registrations.note(campaign.id(), look(report, window));
    return report;
  }

  /// Returns the payer rule of the plan in force. Without a plan the goals decide; if they state no
  /// share, any payment counts.
  private static PayerRule payer(Campaign campaign, List<Registrations.Version> versions) {
    return versions.isEmpty()
        ? campaign.definition().goals().payer().map(PayerRule::new).orElse(PayerRule.ANY_PAYMENT)
        : versions.getLast().plan().payer();
  }

  private Registrations.Look look(Report report, int window) {
    Comparison comparison = report.comparison();
    return new Registrations.Look(
        clock.instant(),
        report.campaign().orElseThrow().accounts().facts().freshTo(),
        new Registrations.Asked(window, report.campaign().orElseThrow().accounts().story().following().payer()),
        report.withheld(),
        comparison.arms().stream()
            .map(arm -> new Registrations.ArmCount(arm.arm(), arm.counts().accounts(), arm.counts().paid()))
            .toList(),
        report.againstBaseline().stream()
            .map(
                pair -> new Registrations.Difference(
                    pair.arm(), pair.baseline(), pair.rate().difference(),
                    AnalysisStage.RUNNING.interval(pair.rate(), report.asked().question(), comparison.pairs().size()),
                    pair.rate().tests().anytimeP()))
            .toList());
  }
}
