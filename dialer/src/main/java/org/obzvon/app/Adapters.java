package org.obzvon.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.call.CallTokens;
import org.obzvon.call.jooq.JooqCallTokenKey;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.commands.CampaignControl;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.jooq.JooqCampaignLedger;
import org.obzvon.comparison.jooq.JooqRegistrations;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactPlans;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.FinalCheck;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.LoggedLedger;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.LatePromiseBook;
import org.obzvon.contact.StepReplanning;
import org.obzvon.contact.Withdrawals;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqOpenContacts;
import org.obzvon.contact.jooq.JooqLatePromiseBook;
import org.obzvon.contact.jooq.JooqStepReplanning;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PromiseSettlement;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.payment.jooq.JooqPromises;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DeadNumberSentences;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.AccountFactsSource;
import org.obzvon.policy.DeadNumberDoubts;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.queue.CallBackHours;
import org.obzvon.queue.ContactQueue;
import org.obzvon.queue.Leases;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.ReasonsOfOutcomes;
import org.obzvon.queue.CommitCheckingLedger;
import org.obzvon.queue.StillAllowed;
import org.obzvon.queue.StopsOfOutcomes;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.reason.ReasonNotes;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Accounts;
import org.obzvon.register.AccountCache;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountNotes;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.DryRun;
import org.obzvon.schedule.EventTick;
import org.obzvon.schedule.jooq.JooqCampaignEvents;
import org.obzvon.schedule.jooq.JooqScanMarks;
import org.obzvon.sms.MessageWriter;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// All ports on one opened database; each adapter is made once.
public final class Adapters {
  private final DSLContext db;
  private final Settings settings;
  private final InstalledContent catalogue;
  private final InstantSource clock;
  private final Accounts accounts;
  private final AccountCache recentAccounts;
  private final Campaigns campaigns;
  private final ContactPlans plans;
  private final CommitCheckingLedger ledger;
  private final CampaignReports reports;
  private final OpenAttempts openAttempts;
  private final Withdrawals withdrawals;
  private final AccountScans scans;
  private final Suppressions suppressions;
  private final AllowedPrefixes dialling;
  private final ContactPolicy policy;
  private final MessageWriter wording;
  private final EventOutbox events;
  private CallTokens callTokens;

  public Adapters(DSLContext db, Settings settings, InstalledContent catalogue, InstantSource clock) {
    this.db = db;
    this.settings = settings;
    this.catalogue = catalogue;
    this.clock = clock;
    this.accounts = new JooqAccounts(db);
    this.recentAccounts = new AccountCache(accounts, clock);
    this.campaigns = new JooqCampaigns(db);
    this.events = new JooqEventOutbox(db);
    this.plans = new JooqContactPlans(db);
    this.reports = new CampaignReports(
        campaigns, new JooqCampaignLedger(db, clock), new JooqRegistrations(db), clock);
    this.scans = new AccountScans(accounts, new JooqAccounts(db), new JooqScanMarks(db));
    this.ledger = new CommitCheckingLedger(
        new LoggedLedger(new JooqLedger(db, events), new JooqAccounts(db)::numbers, settings.log().numbers()));
    this.openAttempts = new JooqOpenAttempts(db, settings.node(), clock);
    this.withdrawals = new JooqWithdrawals(db, clock);
    this.suppressions = new JooqSuppressions(db, withdrawals, events, clock);
    this.dialling = new AllowedPrefixes(settings.reach().allowedPrefixes());
    this.policy = policy(evidence(), recentAccounts.remembering());
    this.wording = catalogue.texts().wording(clock);
  }

  /// Returns the outbox of events for webhooks; it joins the transaction in which a fact is stored.
  EventOutbox events() {
    return events;
  }

  LatePromiseBook promiseBook() {
    return new JooqLatePromiseBook(db, events);
  }

  MessageWriter wording() {
    return wording;
  }

  DSLContext db() {
    return db;
  }

  public InstantSource clock() {
    return clock;
  }

  public Accounts accounts() {
    return accounts;
  }

  /// Returns the accounts as the contact policy has just read them, for the steps that follow its decision.
  public Accounts decidedAccounts() {
    return recentAccounts.recalling();
  }

  public Campaigns campaigns() {
    return campaigns;
  }

  ContactPlans plans() {
    return plans;
  }

  /// Returns the one ledger for all writers of attempts: it remembers the writes that it must look up.
  CommitCheckingLedger ledger() {
    return ledger;
  }

  /// Returns the call tokens, which are read once because every order to call needs them.
  synchronized CallTokens callTokens() {
    if (callTokens == null) {
      callTokens = JooqCallTokenKey.tokens(db);
    }
    return callTokens;
  }

  public OpenAttempts openAttempts() {
    return openAttempts;
  }

  Suppressions suppressions() {
    return suppressions;
  }

  /// Returns what follows from outcomes before they are stored: suppressions, and the consequences of reasons.
  public OutcomeRecorder.Stops stops() {
    StopsOfOutcomes stops = new StopsOfOutcomes(openAttempts, suppressions);
    ReasonsOfOutcomes reasons = new ReasonsOfOutcomes(openAttempts, reasons());
    return reports -> {
      stops.follow(reports);
      reasons.follow(reports);
    };
  }

  ReasonSink reasons() {
    return new RuledReasons(settings.reasons(), new JooqReasonBook(db, events), suppressions);
  }

  ContactPolicy policy() {
    return policy;
  }

  CallBackHours callBackHours() {
    return new CallBackHours(campaigns, policy(CallBackHours.afterThisCall(evidence()), accounts));
  }

  private AccountFactsSource evidence() {
    return new JooqAccountFacts(db, settings.texting().answers().unreadHold());
  }

  private ContactPolicy policy(AccountFactsSource evidence, Accounts known) {
    return new ContactPolicy(
        catalogue.profiles(), known, evidence, new JooqDecisionLog(db), dialling, settings.reach().paymentWait(),
        clock);
  }

  public FinalCheck finalCheck() {
    return new StillAllowed(openAttempts, campaigns::find, policy(evidence(), accounts));
  }

  ContactQueue queue() {
    return new JooqContactQueue(db);
  }

  Leases leases() {
    return new JooqLeases(db);
  }

  StepReplanning releases() {
    return new JooqStepReplanning(db, clock);
  }

  DeadNumberDoubts lineDoubts() {
    return new JooqDeadNumberDoubts(db);
  }

  public CampaignTick tick() {
    return new CampaignTick(scans, campaigns, plans, policy, clock);
  }

  EventTick happenings() {
    return new EventTick(accounts, campaigns, new JooqCampaignEvents(db), plans, policy, clock);
  }

  /// Returns the present state of accounts; what other packages know of an account is added here.
  AccountStatuses statuses() {
    List<AccountNotes> notes = List.of(
        new ReasonNotes(new JooqReasonBook(db, events), new JooqTickets(db, events))::about,
        new DeadNumberSentences(evidence())::about);
    return new AccountStatuses(campaigns, plans, new JooqOpenContacts(db), policy, notes, clock);
  }

  public PaymentImport payments() {
    return new PaymentImport(new JooqPayments(db, clock), withdrawals, releases());
  }

  public PromiseSettlement promises() {
    return new PromiseSettlement(new JooqPromises(db));
  }

  public CampaignControl control(Set<Channel> channels) {
    DryRun dryRun = new DryRun(accounts, campaigns, plans, policy, clock);
    return new CampaignControl(
        catalogue.files(channels), campaigns, withdrawals, dryRun, new JooqRegistrations(db),
        new JooqRestorations(db), clock);
  }

  public CampaignReports reports() {
    return reports;
  }

  public InstalledContent catalogue() {
    return catalogue;
  }
}
