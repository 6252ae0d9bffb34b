package org.obzvon.console.api.http;

import java.time.InstantSource;
import org.obzvon.campaign.Campaigns;
import org.obzvon.commands.CampaignUseCases;
import org.obzvon.commands.InboxUseCases;
import org.obzvon.commands.PaymentUseCases;
import org.obzvon.commands.PersonUseCases;
import org.obzvon.commands.RegisterUseCases;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.api.IdempotentAnswers;
import org.obzvon.contact.ContactPages;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.SuppressionPages;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Accounts;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.staff.AuditLog;

/// The parts of the program that the API routes use.
public record ApiSteps(Keeping keeping, Imports imports, Campaigning campaigning, Debtors debtors, Stops stops,
    PersonUseCases persons, House house) {

  public record Keeping(IdempotentAnswers answers, AuditLog log, InstantSource clock) {}

  public record Imports(RegisterUseCases registers, PaymentUseCases payments) {}

  public record Campaigning(CampaignUseCases desk, Campaigns campaigns, Comparing comparing,
      RestoreUseCases restores) {}

  /// @param format the format of `compare --json`
  public record Comparing(CampaignReports reports, RateTable rates, ReportWriter format) {}

  public record Debtors(
      Accounts accounts, AccountStatuses statuses, AccountTimeline stories, ContactPages pages, PaymentHistory payments,
      TicketUseCases tickets, InboxUseCases inbox) {}

  /// @param webhooks commands on the programs that receive events
  public record House(WebhookUseCases webhooks, ApiDocument document) {}

  public record Stops(SuppressionUseCases desk, Suppressions suppressions, SuppressionPages pages) {}
}
