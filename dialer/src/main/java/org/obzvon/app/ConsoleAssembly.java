package org.obzvon.app;

import java.io.StringWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.obzvon.backup.jooq.JooqRestorations;
import org.obzvon.commands.ApiKeyUseCases;
import org.obzvon.commands.AppointmentUseCases;
import org.obzvon.commands.CampaignUseCases;
import org.obzvon.commands.InboxUseCases;
import org.obzvon.commands.OutageUseCases;
import org.obzvon.commands.PaymentUseCases;
import org.obzvon.commands.PersonUseCases;
import org.obzvon.commands.RegisterUseCases;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.commands.RetentionUseCases;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.commands.TestCallUseCases;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.commands.UploadedImports;
import org.obzvon.commands.UserUseCases;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.comparison.BackgroundReports;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.jooq.JooqStoredReports;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.comparison.jte.HtmlReport;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.console.DebtorSearch;
import org.obzvon.console.LiveBoard;
import org.obzvon.console.LiveFeed;
import org.obzvon.console.Vitals;
import org.obzvon.console.api.RateLimit;
import org.obzvon.console.api.UploadPace;
import org.obzvon.console.api.http.ApiSteps;
import org.obzvon.console.http.Assets;
import org.obzvon.console.http.BrowserAccessSettings;
import org.obzvon.console.http.HttpConsole.Part;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.console.jooq.JooqDebtorSearch;
import org.obzvon.console.pages.http.CampaignDraft;
import org.obzvon.console.pages.http.DeskPageNotifier;
import org.obzvon.desk.Desk;
import org.obzvon.desk.RecordingShelf;
import org.obzvon.desk.Seat;
import org.obzvon.desk.files.RecordingFolder;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.payment.csv.CsvPaymentFileImport;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.payment.jooq.JooqPaymentRuns;
import org.obzvon.person.jooq.JooqErasure;
import org.obzvon.person.jooq.JooqPersons;
import org.obzvon.person.jooq.JooqRetention;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqOutages;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Accounts;
import org.obzvon.register.Language;
import org.obzvon.register.csv.CsvAppointmentFileImport;
import org.obzvon.register.csv.CsvFindingListReader;
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
import org.obzvon.staff.Users;
import org.obzvon.staff.argon2.Argon2Passwords;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.staff.jooq.JooqSessions;
import org.obzvon.staff.jooq.JooqSignInFailures;
import org.obzvon.staff.jooq.JooqUsers;
import org.obzvon.staff.nbvcxz.ListedPasswords;

/// Assembles the console: its users, and what pages and API work with.
public final class ConsoleAssembly implements AutoCloseable {
  private final Settings settings;
  private final Adapters adapters;
  private final Users users;
  private final Passwords passwords = new Argon2Passwords();
  private final Sessions sessions;
  private final ApiKeys keys;
  private final AuditLog log;
  private final UserUseCases staff;
  private final SignIn signIn;
  private final RegisterUseCases registers;
  private final PaymentUseCases payments;
  private volatile LiveBoard board;

  public ConsoleAssembly(Adapters adapters, Settings settings) {
    this(adapters, settings, Optional.empty());
  }

  /// @param node the node whose service this is; empty for a command
  public ConsoleAssembly(Adapters adapters, Settings settings, Optional<String> node) {
    DSLContext db = adapters.db();
    InstantSource clock = adapters.clock();
    this.settings = settings;
    this.adapters = adapters;
    this.users = new JooqUsers(db);
    this.sessions = new JooqSessions(db, settings.http().doors().sessions(), clock);
    this.keys = new JooqApiKeys(db, clock);
    this.log = new JooqAuditLog(db, clock);
    this.staff = new UserUseCases(users, sessions, passwords, new ListedPasswords(), log, clock);
    this.signIn = new SignIn(users, passwords, sessions, new JooqSignInFailures(db), log, clock);
    this.registers = new RegisterUseCases(
        new CsvRegisterImport(new JooqSnapshots(db, clock, settings.registers()), clock),
        new UploadedImports<>(new CsvFindingListReader(), clock), log);
    this.payments = new PaymentUseCases(
        new CsvPaymentFileImport(adapters.payments()), new JooqPaymentRuns(db, clock, node),
        new UploadedImports<>(new CsvFindingListReader(), clock), log);
  }

  RegisterUseCases registers() {
    return registers;
  }

  PaymentUseCases payments() {
    return payments;
  }

  SuppressionUseCases stops() {
    return new SuppressionUseCases(adapters.suppressions(), adapters.accounts(), log);
  }

  OutageUseCases outages() {
    return new OutageUseCases(new JooqOutages(adapters.db(), adapters.clock()), log);
  }

  AppointmentUseCases appointments() {
    JooqAppointments appointments = new JooqAppointments(adapters.db(), adapters.clock());
    return new AppointmentUseCases(new CsvAppointmentFileImport(appointments, adapters.clock()), appointments, log);
  }

  InboxUseCases inbox() {
    return new InboxUseCases(new JooqInbox(adapters.db()), log, adapters.clock());
  }

  public TicketUseCases tickets() {
    return new TicketUseCases(new JooqTickets(adapters.db(), adapters.events()),
        new JooqReasonBook(adapters.db(), adapters.events()), log, adapters.clock());
  }

  private RecordingShelf recordings() {
    return settings.reach().desk().recordings().<RecordingShelf>map(RecordingFolder::new)
        .orElse(RecordingShelf.ELSEWHERE);
  }

  RetentionUseCases retention() {
    return new RetentionUseCases(
        new JooqRetention(adapters.db(), adapters.clock()), settings.retention().terms(),
        new RetentionUseCases.Recordings(recordings(), settings.reach().desk().kept()), log, adapters.clock());
  }

  PersonUseCases persons() {
    return new PersonUseCases(
        new JooqPersons(adapters.db()), new JooqErasure(adapters.db(), adapters.clock()), recordings(), log,
        adapters.clock());
  }

  public CampaignUseCases campaigns() {
    return new CampaignUseCases(adapters.control(settings.channels()), log);
  }

  RestoreUseCases restores() {
    return new RestoreUseCases(new JooqRestorations(adapters.db()), log, adapters.clock());
  }

  TestCallUseCases testCalls() {
    return new TestCallUseCases(new TestCaller(adapters, settings), log, adapters.clock());
  }

  public WebhookUseCases webhooks() {
    return WebhookAssembly.commands(adapters, settings, log);
  }

  public UserUseCases staff() {
    return staff;
  }

  public AuditLog log() {
    return log;
  }

  ApiKeyUseCases keys() {
    return new ApiKeyUseCases(keys, log);
  }

  /// Returns the first administrator's password, if there were no users before.
  public Optional<String> firstPassword() {
    return staff.first();
  }

  /// @param vitals of the service
  /// @param desk the operators' desk; empty where no operators work
  public List<Part<?>> parts(Vitals vitals, Optional<Desk> desk) {
    List<Part<?>> parts = new ArrayList<>();
    parts.addAll(staffParts());
    parts.addAll(workParts());
    board = new LiveBoard(() -> vitals, () -> desk.map(ConsoleAssembly::floor), adapters.clock(),
        settings.http().zone());
    parts.add(new Part<>(LiveBoard.class, board));
    LiveFeed feed = new LiveFeed(adapters.clock());
    parts.add(new Part<>(LiveFeed.class, feed));
    desk.ifPresent(one -> {
      one.listen(new DeskPageNotifier(feed)); // for as long as the service runs
      one.pages(operator -> feed.isWatched(DeskPageNotifier.of(operator)));
      parts.add(new Part<>(Desk.class, one));
    });
    return parts;
  }

  /// Returns the board, which receives closed attempts.
  public LiveBoard board() {
    return board;
  }

  private static LiveBoard.Floor floor(Desk desk) {
    return new LiveBoard.Floor(
        desk.operators().stream().collect(Collectors.groupingBy(Seat::state, Collectors.counting())),
        desk.queue());
  }

  private List<Part<?>> staffParts() {
    BrowserAccessSettings doors = settings.http().doors();
    Assets assets = new Assets();
    return List.of(
        new Part<>(ApiSteps.class, ApiAssembly.steps(adapters, this, settings)),
        new Part<>(RateLimit.class, new RateLimit(RateLimit.Bounds.USUAL, SteadyClock.of(adapters.clock()))),
        new Part<>(UploadPace.class, UploadPace.USUAL),
        new Part<>(Users.class, users),
        new Part<>(Sessions.class, sessions),
        new Part<>(ApiKeys.class, keys),
        new Part<>(ApiKeyUseCases.class, keys()),
        new Part<>(WebhookUseCases.class, webhooks()),
        new Part<>(AuditLog.class, log),
        new Part<>(UserUseCases.class, staff),
        new Part<>(SignIn.class, signIn),
        new Part<>(BrowserAccessSettings.class, doors),
        new Part<>(SessionCookie.class, new SessionCookie(doors.behindProxy())),
        new Part<>(Assets.class, assets),
        new Part<>(InstantSource.class, adapters.clock()),
        new Part<>(Pages.class, new Pages(IcuPhrases.all(settings.http().zone()), assets)));
  }

  private List<Part<?>> workParts() {
    DSLContext db = adapters.db();
    CampaignReports reports = adapters.reports();
    return List.of(
        new Part<>(RegisterUseCases.class, registers),
        new Part<>(PaymentUseCases.class, payments),
        new Part<>(SuppressionUseCases.class, stops()),
        new Part<>(CampaignUseCases.class, campaigns()),
        new Part<>(RestoreUseCases.class, restores()),
        new Part<>(RetentionUseCases.class, retention()),
        new Part<>(TestCallUseCases.class, testCalls()),
        new Part<>(CampaignDraft.class, new CampaignDraft(this::choices)),
        new Part<>(Accounts.class, adapters.accounts()),
        new Part<>(AccountStatuses.class, adapters.statuses()),
        new Part<>(AccountTimeline.class, new JooqAccountTimeline(db, adapters.suppressions())),
        new Part<>(PaymentHistory.class, new JooqPaymentHistory(db, adapters.clock())),
        new Part<>(DebtorSearch.class,
            new JooqDebtorSearch(db, adapters.accounts(), settings.reach().allowedPrefixes())),
        new Part<>(CampaignReports.class, reports),
        new Part<>(BackgroundReports.class, background(reports)),
        new Part<>(RateTable.class, new YamlRateFile(settings::rates).usual()),
        new Part<>(Profiles.class, adapters.catalogue().profiles()),
        new Part<>(InboxUseCases.class, inbox()),
        new Part<>(TicketUseCases.class, tickets()));
  }

  private BackgroundReports background(CampaignReports reports) {
    return new BackgroundReports(
        adapters.campaigns(), reports, new JooqStoredReports(adapters.db()),
        new BackgroundReports.Writer(ConsoleAssembly::pages, ConsoleAssembly::json),
        new BackgroundReports.Node(settings.node(), adapters.clock()));
  }

  private static Map<Language, String> pages(Report report) {
    Map<Language, String> pages = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      pages.put(language, new HtmlReport(ReportWords.in(language)).content(report));
    }
    return pages;
  }

  private static String json(Report report) {
    StringWriter json = new StringWriter();
    new ComparisonJson().write(report, json);
    return json.toString();
  }

  private CampaignDraft.Choices choices() {
    InstalledContent catalogue = adapters.catalogue();
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
