package org.obzvon;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.call.CallTokens;
import org.obzvon.call.jooq.JooqCallKey;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.jooq.JooqCampaignLedger;
import org.obzvon.comparison.jooq.JooqRegistrations;
import org.obzvon.console.CampaignControl;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.HeardReasons;
import org.obzvon.contact.LastWord;
import org.obzvon.contact.LoggedLedger;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.PromiseBook;
import org.obzvon.contact.Withdrawals;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqOpenContacts;
import org.obzvon.contact.jooq.JooqPromiseBook;
import org.obzvon.contact.jooq.JooqReleases;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PromiseSettlement;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.payment.jooq.JooqPromises;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DeadNumberNotes;
import org.obzvon.policy.Dialling;
import org.obzvon.policy.EvidenceSource;
import org.obzvon.policy.LineDoubts;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqEvidence;
import org.obzvon.policy.jooq.JooqLineDoubts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.queue.ContactQueue;
import org.obzvon.queue.Leases;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.ReasonsOfOutcomes;
import org.obzvon.queue.SettledLedger;
import org.obzvon.queue.StillAllowed;
import org.obzvon.queue.StopsOfOutcomes;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.reason.ReasonNotes;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Accounts;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountNotes;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.DryRun;
import org.obzvon.schedule.HappeningTick;
import org.obzvon.schedule.jooq.JooqHappenings;
import org.obzvon.sms.Wording;
import org.obzvon.staff.jooq.JooqAuditLog;

/// Every port over one opened database, made once.
final class Adapters {
  private final DSLContext db;
  private final Settings settings;
  private final Catalogue catalogue;
  private final InstantSource clock;
  private final Accounts accounts;
  private final RecentAccounts recentAccounts;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final SettledLedger ledger;
  private final OpenAttempts openAttempts;
  private final Withdrawals withdrawals;
  private final Suppressions suppressions;
  private final Dialling dialling;
  private final ContactPolicy policy;
  private final Wording wording;
  private Adapters audited;
  private CallTokens callTokens;

  Adapters(DSLContext db, Settings settings, Catalogue catalogue, InstantSource clock) {
    this.db = db;
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
    this.accounts = new JooqAccounts(db);
    this.recentAccounts = new RecentAccounts(accounts, clock);
    this.campaigns = new JooqCampaigns(db);
    this.plans = new JooqContactPlans(db);
    this.ledger = new SettledLedger(
        new LoggedLedger(new JooqLedger(db), new JooqAccounts(db)::numbers, settings.log().numbers()));
    this.openAttempts = new JooqOpenAttempts(db, settings.node(), clock);
    this.withdrawals = new JooqWithdrawals(db, clock);
    this.suppressions = new JooqSuppressions(db, withdrawals, clock);
    this.dialling = new Dialling(settings.reach().allowedPrefixes());
    this.policy = policy(evidence(), recentAccounts.remembering());
    this.wording = catalogue.texts().wording(clock);
  }

  /// The same over a store on which a command and its entry in the audit log are one transaction; one for all.
  synchronized Adapters audited() {
    if (audited == null) {
      audited = new Adapters(JooqAuditLog.joining(db), settings, catalogue, clock);
    }
    return audited;
  }

  PromiseBook promiseBook() {
    return new JooqPromiseBook(db);
  }

  Wording wording() {
    return wording;
  }

  DSLContext db() {
    return db;
  }

  InstantSource clock() {
    return clock;
  }

  Accounts accounts() {
    return accounts;
  }

  /// The accounts as the contact policy has just seen them, for what follows its decision.
  Accounts decidedAccounts() {
    return recentAccounts.recalling();
  }

  Campaigns campaigns() {
    return campaigns;
  }

  ContactPlans plans() {
    return plans;
  }

  /// One for all who write attempts: it keeps what it has to look up.
  SettledLedger ledger() {
    return ledger;
  }

  /// Read once: every order to call needs them.
  synchronized CallTokens callTokens() {
    if (callTokens == null) {
      callTokens = JooqCallKey.tokens(db);
    }
    return callTokens;
  }

  OpenAttempts openAttempts() {
    return openAttempts;
  }

  Suppressions suppressions() {
    return suppressions;
  }

  /// What follows from outcomes before they are stored: stop entries, and the consequences of reasons.
  OutcomeRecorder.Stops stops() {
    StopsOfOutcomes stops = new StopsOfOutcomes(openAttempts, suppressions);
    ReasonsOfOutcomes reasons = new ReasonsOfOutcomes(openAttempts, reasons());
    return reports -> {
      stops.follow(reports);
      reasons.follow(reports);
    };
  }

  HeardReasons reasons() {
    return new RuledReasons(settings.reasons(), new JooqReasonBook(db), suppressions);
  }

  ContactPolicy policy() {
    return policy;
  }

  CallBackHours callBackHours() {
    return new CallBackHours(campaigns, policy(CallBackHours.afterThisCall(evidence()), accounts));
  }

  private EvidenceSource evidence() {
    return new JooqEvidence(db, settings.texting().answers().unreadHold());
  }

  private ContactPolicy policy(EvidenceSource evidence, Accounts known) {
    return new ContactPolicy(
        catalogue.profiles(), known, evidence, new JooqDecisionLog(db), dialling, settings.reach().paymentWait(), clock);
  }

  LastWord lastWord() {
    return new StillAllowed(openAttempts, campaigns::find, policy(evidence(), accounts));
  }

  ContactQueue queue() {
    return new JooqContactQueue(db);
  }

  Leases leases() {
    return new JooqLeases(db);
  }

  LineDoubts lineDoubts() {
    return new JooqLineDoubts(db);
  }

  CampaignTick tick() {
    return new CampaignTick(accounts, campaigns, plans, policy, clock);
  }

  HappeningTick happenings() {
    return new HappeningTick(accounts, campaigns, new JooqHappenings(db), plans, policy, clock);
  }

  /// Where accounts stand now; what other parts of the work know of an account is added here.
  AccountStatuses statuses() {
    List<AccountNotes> notes =
        List.of(
            new ReasonNotes(new JooqReasonBook(db), new JooqTickets(db))::about, new DeadNumberNotes(evidence())::about);
    return new AccountStatuses(campaigns, plans, new JooqOpenContacts(db), policy, notes, clock);
  }

  PaymentImport payments() {
    return new PaymentImport(new JooqPayments(db, clock), withdrawals, new JooqReleases(db, clock));
  }

  PromiseSettlement promises() {
    return new PromiseSettlement(new JooqPromises(db));
  }

  CampaignControl control(Set<Channel> channels) {
    DryRun dryRun = new DryRun(accounts, campaigns, plans, policy, clock);
    return new CampaignControl(
        catalogue.files(channels), campaigns, withdrawals, dryRun, new JooqRegistrations(db),
        new JooqRestorations(db), clock);
  }

  CampaignReports reports() {
    return new CampaignReports(campaigns, new JooqCampaignLedger(db, clock), new JooqRegistrations(db), clock);
  }

  Catalogue catalogue() {
    return catalogue;
  }
}
