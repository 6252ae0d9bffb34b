package org.obzvon.console.api.http;

import java.time.InstantSource;
import org.obzvon.campaign.Campaigns;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.ReportFormat;
import org.obzvon.console.CampaignControl;
import org.obzvon.console.CampaignFiles;
import org.obzvon.console.api.Answers;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.RateLimit;
import org.obzvon.contact.ContactPages;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.policy.AccountStory;
import org.obzvon.policy.SuppressionPages;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Accounts;
import org.obzvon.register.RegisterImport;
import org.obzvon.staff.AuditLog;

/// What the routes of the API work with.
public record ApiSteps(Keeping keeping, Imports imports, Campaigning campaigning, Debtors debtors, Stops stops,
    ApiDocument document) {

  public record Keeping(Answers answers, RateLimit limit, AuditLog log, InstantSource clock) {}

  public record Imports(RegisterImport registers, PaymentFiles payments) {}

  public record Campaigning(
      CampaignFiles files, CampaignControl control, Campaigns campaigns, Comparing comparing) {}

  /// @param format the one of `compare --json`
  public record Comparing(CampaignReports reports, RateTable rates, ReportFormat format) {}

  public record Debtors(Accounts accounts, AccountStory stories, ContactPages pages) {}

  public record Stops(Suppressions suppressions, SuppressionPages pages) {}
}
