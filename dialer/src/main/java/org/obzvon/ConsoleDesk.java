package org.obzvon;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.console.AppointmentDesk;
import org.obzvon.console.CampaignDesk;
import org.obzvon.console.DebtorFile;
import org.obzvon.console.HookDesk;
import org.obzvon.console.InboxDesk;
import org.obzvon.console.KeyDesk;
import org.obzvon.console.LiveBoard;
import org.obzvon.console.LiveFeed;
import org.obzvon.console.OutageDesk;
import org.obzvon.console.PaymentDesk;
import org.obzvon.console.RegisterDesk;
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.StopDesk;
import org.obzvon.console.TestCallDesk;
import org.obzvon.console.TicketDesk;
import org.obzvon.console.Uploads;
import org.obzvon.console.Vitals;
import org.obzvon.console.api.RateLimit;
import org.obzvon.console.api.Receiving;
import org.obzvon.console.api.http.ApiSteps;
import org.obzvon.console.http.Assets;
import org.obzvon.console.http.Doors;
import org.obzvon.console.http.HttpConsole.Part;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.console.jooq.JooqDebtorFile;
import org.obzvon.console.pages.http.CampaignDraft;
import org.obzvon.console.pages.http.DeskTopics;
import org.obzvon.desk.Desk;
import org.obzvon.desk.Seat;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.payment.csv.CsvPaymentFiles;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.payment.jooq.JooqPaymentRuns;
import org.obzvon.policy.AccountStory;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jooq.JooqAccountStory;
import org.obzvon.policy.jooq.JooqOutages;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Accounts;
import org.obzvon.register.csv.CsvAppointments;
import org.obzvon.register.csv.CsvFindingLists;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqAppointments;
import org.obzvon.register.jooq.JooqSnapshots;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Passwords;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.SignIn;
import org.obzvon.staff.Staff;
import org.obzvon.staff.Users;
import org.obzvon.staff.argon2.Argon2Passwords;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.staff.jooq.JooqSessions;
import org.obzvon.staff.jooq.JooqSignInFailures;
import org.obzvon.staff.jooq.JooqUsers;
import org.obzvon.staff.nbvcxz.ListedPasswords;

/// The console put together: who works here, and what pages and API work with.
final class ConsoleDesk implements AutoCloseable {
  private final Settings settings;
  private final Adapters adapters;
  private final Users users;
  private final Passwords passwords = new Argon2Passwords();
  private final Sessions sessions;
  private final ApiKeys keys;
  private final AuditLog log;
  private final Staff staff;
  private final SignIn signIn;
  private final RegisterDesk registers;
  private final PaymentDesk payments;
  private volatile LiveBoard board;

  ConsoleDesk(Adapters plain, Settings settings) {
    this(plain, settings, Optional.empty());
  }

  /// @param node whose service this is; empty for a command
  ConsoleDesk(Adapters plain, Settings settings, Optional<String> node) {
    Adapters adapters = plain.audited();
    DSLContext db = adapters.db();
    InstantSource clock = adapters.clock();
    this.settings = settings;
    this.adapters = adapters;
    this.users = new JooqUsers(db);
    this.sessions = new JooqSessions(db, settings.http().doors().sessions(), clock);
    this.keys = new JooqApiKeys(db, clock);
    this.log = new JooqAuditLog(db, clock);
    this.staff = new Staff(users, sessions, passwords, new ListedPasswords(), log, clock);
    this.signIn = new SignIn(users, passwords, sessions, new JooqSignInFailures(db), log, clock);
    this.registers =
        new RegisterDesk(
            new CsvRegisterImport(new JooqSnapshots(db, clock, settings.registers()), clock), new Uploads<>(new CsvFindingLists(), clock), log);
    this.payments =
        new PaymentDesk(
            new CsvPaymentFiles(adapters.payments()), new JooqPaymentRuns(db, plain.db(), clock, node),
            new Uploads<>(new CsvFindingLists(), clock), log);
  }

  RegisterDesk registers() {
    return registers;
  }

  PaymentDesk payments() {
    return payments;
  }

  StopDesk stops() {
    return new StopDesk(adapters.suppressions(), adapters.accounts(), log);
  }

  OutageDesk outages() {
    return new OutageDesk(new JooqOutages(adapters.db(), adapters.clock()), log);
  }

  AppointmentDesk appointments() {
    JooqAppointments appointments = new JooqAppointments(adapters.db(), adapters.clock());
    return new AppointmentDesk(new CsvAppointments(appointments, adapters.clock()), appointments, log);
  }

  InboxDesk inbox() {
    return new InboxDesk(new JooqInbox(adapters.db()), log, adapters.clock());
  }

  TicketDesk tickets() {
    return new TicketDesk(new JooqTickets(adapters.db()), new JooqReasonBook(adapters.db()), log, adapters.clock());
  }

  CampaignDesk campaigns() {
    return new CampaignDesk(adapters.control(settings.channels()), log);
  }

  RestoreDesk restores() {
    return new RestoreDesk(new JooqRestorations(adapters.db()), log, adapters.clock());
  }

  TestCallDesk testCalls() {
    return new TestCallDesk(new TestCaller(adapters, settings), log, adapters.clock());
  }

  HookDesk webhooks() {
    return WebhookDesk.commands(adapters, settings, log);
  }

  Staff staff() {
    return staff;
  }

  AuditLog log() {
    return log;
  }

  KeyDesk keys() {
    return new KeyDesk(keys, log);
  }

  /// The first administrator's password, where there was nobody before.
  Optional<String> firstPassword() {
    return staff.first();
  }

  /// @param vitals of the service
  /// @param desk where operators sit; empty where nobody does
  List<Part<?>> parts(Vitals vitals, Optional<Desk> desk) {
    List<Part<?>> parts = new ArrayList<>();
    parts.addAll(staffParts());
    parts.addAll(workParts());
    board = new LiveBoard(() -> vitals, () -> desk.map(ConsoleDesk::floor), adapters.clock(), settings.http().zone());
    parts.add(new Part<>(LiveBoard.class, board));
    LiveFeed feed = new LiveFeed(adapters.clock());
    parts.add(new Part<>(LiveFeed.class, feed));
    desk.ifPresent(one -> {
      one.listen(new DeskTopics(feed)); // for as long as the service runs
      one.pages(operator -> feed.isWatched(DeskTopics.of(operator)));
      parts.add(new Part<>(Desk.class, one));
    });
    return parts;
  }

  /// For whoever hears of closed attempts.
  LiveBoard board() {
    return board;
  }

  private static LiveBoard.Floor floor(Desk desk) {
    return new LiveBoard.Floor(
        desk.operators().stream().collect(Collectors.groupingBy(Seat::state, Collectors.counting())),
        desk.queue());
  }

  private List<Part<?>> staffParts() {
    Doors doors = settings.http().doors();
    Assets assets = new Assets();
    return List.of(
        new Part<>(ApiSteps.class, ApiParts.steps(adapters, this, settings)),
        new Part<>(RateLimit.class, new RateLimit(RateLimit.Bounds.USUAL, SteadyClock.of(adapters.clock()))),
        new Part<>(Receiving.class, Receiving.USUAL),
        new Part<>(Users.class, users),
        new Part<>(Sessions.class, sessions),
        new Part<>(ApiKeys.class, keys),
        new Part<>(KeyDesk.class, keys()),
        new Part<>(HookDesk.class, webhooks()),
        new Part<>(AuditLog.class, log),
        new Part<>(Staff.class, staff),
        new Part<>(SignIn.class, signIn),
        new Part<>(Doors.class, doors),
        new Part<>(SessionCookie.class, new SessionCookie(doors.behindProxy())),
        new Part<>(Assets.class, assets),
        new Part<>(InstantSource.class, adapters.clock()),
        new Part<>(Pages.class, new Pages(IcuPhrases.all(settings.http().zone()), assets)));
  }

  private List<Part<?>> workParts() {
    DSLContext db = adapters.db();
    return List.of(
        new Part<>(RegisterDesk.class, registers),
        new Part<>(PaymentDesk.class, payments),
        new Part<>(StopDesk.class, stops()),
        new Part<>(CampaignDesk.class, campaigns()),
        new Part<>(RestoreDesk.class, restores()),
        new Part<>(TestCallDesk.class, testCalls()),
        new Part<>(CampaignDraft.class, new CampaignDraft(this::choices)),
        new Part<>(Accounts.class, adapters.accounts()),
        new Part<>(AccountStatuses.class, adapters.statuses()),
        new Part<>(AccountStory.class, new JooqAccountStory(db, adapters.suppressions())),
        new Part<>(PaymentHistory.class, new JooqPaymentHistory(db, adapters.clock())),
        new Part<>(DebtorFile.class, new JooqDebtorFile(db, adapters.accounts(), settings.reach().allowedPrefixes())),
        new Part<>(CampaignReports.class, adapters.reports()),
        new Part<>(RateTable.class, new YamlRateFile(settings::rates).usual()),
        new Part<>(Profiles.class, adapters.catalogue().profiles()),
        new Part<>(InboxDesk.class, inbox()),
        new Part<>(TicketDesk.class, tickets()));
  }

  private CampaignDraft.Choices choices() {
    Catalogue catalogue = adapters.catalogue();
    return new CampaignDraft.Choices(
        catalogue.profiles().all().stream().filter(one -> one.notices().isEmpty()).map(Profile::title).toList(),
        catalogue.scripts().names().stream().sorted().toList(),
        catalogue.texts().sendable().get(Purpose.STEP).stream().sorted().toList(),
        LocalDate.ofInstant(adapters.clock().instant(), settings.http().zone()));
  }

  @Override
  public void close() {
    registers.close();
    payments.close();
  }
}
