package org.obzvon.console.api.http;

import java.time.InstantSource;
import org.obzvon.campaign.Campaigns;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.ReportFormat;
import org.obzvon.console.CampaignDesk;
import org.obzvon.console.HookDesk;
import org.obzvon.console.PaymentDesk;
import org.obzvon.console.RegisterDesk;
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.StopDesk;
import org.obzvon.console.InboxDesk;
import org.obzvon.console.TicketDesk;
import org.obzvon.console.api.Answers;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.contact.ContactPages;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountStory;
import org.obzvon.policy.SuppressionPages;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Accounts;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.staff.AuditLog;

/// What the routes of the API work with.
public record ApiSteps(Keeping keeping, Imports imports, Campaigning campaigning, Debtors debtors, Stops stops,
    House house) {

  public record Keeping(Answers answers, AuditLog log, InstantSource clock) {}

  public record Imports(RegisterDesk registers, PaymentDesk payments) {}

  public record Campaigning(CampaignDesk desk, Campaigns campaigns, Comparing comparing, RestoreDesk restores) {}

  /// @param format the one of `compare --json`
  public record Comparing(CampaignReports reports, RateTable rates, ReportFormat format) {}

  public record Debtors(
      Accounts accounts, AccountStatuses statuses, AccountStory stories, ContactPages pages, PaymentHistory payments,
      TicketDesk tickets, InboxDesk inbox) {}

  /// @param webhooks the programs that are told
  public record House(HookDesk webhooks, ApiDocument document) {}

  public record Stops(StopDesk desk, Suppressions suppressions, SuppressionPages pages) {}
}
