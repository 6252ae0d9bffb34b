package org.obzvon.sms;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.obzvon.app.Store;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.jooq.JooqLatePromiseBook;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestNumbers;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.sms.MessageWriter.Sender;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.sms.jooq.JooqWaitingParts;
import org.obzvon.sms.jooq.JooqCampaignEventValues;
import org.obzvon.sms.jooq.JooqMessages;
import org.obzvon.sms.jooq.JooqSpending;
import org.obzvon.sms.yaml.YamlTemplates;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// The whole path of a message over a real database, with gateways from the test. Debtors owe 500 roubles.
public final class SmsSurroundings {
  public static final String LINE = "sms";
  static final Duration ASK_AFTER = Duration.ofMinutes(15);
  static final Duration GIVE_UP = Duration.ofHours(26);

  public final DataSource database;
  public final DSLContext db;
  public final TestClock clock = new TestClock(TestData.NOON);
  public final List<Report> told = new CopyOnWriteArrayList<>();
  public final List<Phone> stopped = new CopyOnWriteArrayList<>();
  public final Messages messages;
  public final DeliveryReports reports;
  public final SmsChannel channel;
  public volatile boolean wanted = true;
  public final MessageWatch watch;
  public final AnswerHandler correspondence;
  public final MessageReassembly parts;
  public final JooqInbox inbox;
  private final TestData data;
  private final UUID campaign;
  private int count;

  /// @param made makes the gateways, which pass their arrivals to its argument
  public SmsSurroundings(Function<GatewaySink, Map<String, ? extends Gateway>> made, GatewayTerms... terms) {
    this(TestStore.freshDataSource(), made, terms);
  }

  /// @param database the database, perhaps of an earlier run
  /// @param made makes the gateways, which pass their arrivals to its argument
  public SmsSurroundings(DataSource database, Function<GatewaySink, Map<String, ? extends Gateway>> made,
      GatewayTerms... terms) {
    this.database = database;
    db = Store.context(database);
    messages = new JooqMessages(db, ASK_AFTER);
    reports = new DeliveryReports(messages, this::tell, clock);
    inbox = new JooqInbox(db);
    data = new TestData(db);
    campaign = data.campaign("sms-" + IdGenerator.next(), "");
    Map<String, ? extends Gateway> gateways = made.apply(new Arriving());
    Routing routing = new Routing(List.of(terms));
    Map<String, GatewayHandover.Lane> lanes = new java.util.HashMap<>();
    gateways
        .forEach((name, gateway) -> lanes.put(name, new GatewayHandover.Lane(gateway, new SegmentPacer(1e6, clock))));
    GatewayHandover outbox = new GatewayHandover(routing, lanes, messages, new JooqSpending(db), reports::ended, clock);
    Sender sender = new Sender("Обзвон", Optional.of("8 495 000-00-00"));
    MessageWriter wording = new MessageWriter(
        new YamlTemplates(new IcuMessageFormat()).shipped(), new IcuMessageFormat(),
        Map.of(Language.RU, sender, Language.RO, sender, Language.EN, sender), new AllowedLinkHosts(Set.of()), clock);
    JooqAccounts accounts = new JooqAccounts(db);
    channel = new SmsChannel(accounts, new JooqCampaignEventValues(db), wording, routing, outbox, _ -> wanted);
    watch = new MessageWatch(
        messages, Map.copyOf(gateways), reports,
        new MessageWatch.Terms(LINE, Duration.ofSeconds(30), GIVE_UP, Duration.ofDays(30)), this::tell, clock);
    correspondence = new AnswerHandler(
        inbox, stops(), new JooqLatePromiseBook(db, new JooqEventOutbox(db)), reasons(), Runnable::run, accounts,
        wording,
        outbox, clock);
    parts = new MessageReassembly(new JooqWaitingParts(db), Duration.ofMinutes(10), correspondence::received, clock);
  }

  private ReasonSink reasons() {
    var suppressions = new JooqSuppressions(db, new JooqWithdrawals(db, clock), new JooqEventOutbox(db), clock);
    return new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), suppressions);
  }

  public SmsSurroundings(Map<String, ? extends Gateway> gateways, GatewayTerms... terms) {
    this(_ -> gateways, terms);
  }

  private NumberSuppressions stops() {
    return new NumberSuppressions() {
      @Override
      public void stop(Phone phone, UUID request) {
        stopped.add(phone);
      }

      @Override
      public void resume(Phone phone) {
        stopped.removeIf(phone::equals);
      }
    };
  }

  /// Returns the arrivals for gateways that the test makes later.
  public GatewaySink arrivals() {
    return new Arriving();
  }

  /// Returns the sender numbers of Russia.
  public static SenderParser numbers() {
    return TestNumbers.of("RU");
  }

  private final class Arriving implements GatewaySink {
    @Override
    public void reported(DeliveryReport report) {
      reports.take(report);
    }

    @Override
    public boolean mayBeOurs(DeliveryReport.Subject of) {
      return reports.mayBeOurs(of);
    }

    @Override
    public void received(Incoming incoming) {
      correspondence.received(incoming);
    }

    @Override
    public void received(IncomingPart part) {
      parts.received(part);
    }
  }

  private synchronized void tell(Report report) {
    told.add(report);
  }

  public static GatewayTerms terms(String name, String prefix, String price) {
    return new GatewayTerms(
        name, "OBZVON", Currency.getInstance("RUB"), Map.of(prefix, new BigDecimal(price)), 1e6, Optional.empty());
  }

  /// Returns an attempt as the queue writes it before it is submitted, to a debtor of its own.
  public Attempt attempt() {
    return attempt("debt-reminder", ContactOrigin.LADDER);
  }

  public Attempt attempt(String template, ContactOrigin origin) {
    count++;
    String number = "10" + count;
    String phone = "+7900%07d".formatted(count);
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), phone);
    Instant now = clock.instant();
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, account), "SMS",
        new Contact.Step(0, LocalDate.of(2026, 11, 25), Channel.SMS, template, origin),
        new Contact.Window(now, now.plus(Duration.ofDays(1))), 0);
    Attempt attempt = new Attempt(
        IdGenerator.next(), contact, 1, new Phone(phone),
        new Attempt.Route(LINE, "+74950000000", Duration.ofSeconds(30), false), now);
    write(attempt);
    return attempt;
  }

  private void write(Attempt attempt) {
    var contact = attempt.contact();
    db.insertInto(CONTACT)
        .set(CONTACT.ID, contact.id()).set(CONTACT.CAMPAIGN_ID, campaign)
        .set(CONTACT.HOUSEHOLD_ID, contact.debtor().household()).set(CONTACT.ACCOUNT_ID, contact.debtor().account())
        .set(CONTACT.ARM, "SMS").set(CONTACT.STEP, 0).set(CONTACT.ANCHOR, contact.step().anchor())
        .set(CONTACT.CHANNEL, "SMS").set(CONTACT.SCRIPT, contact.step().script())
        .set(CONTACT.DUE_AT, contact.window().due()).set(CONTACT.EXPIRES_AT, contact.window().expires())
        .set(CONTACT.STATE, "IN_PROGRESS").set(CONTACT.NOT_BEFORE, contact.window().due())
        .set(CONTACT.GROUND, contact.step().origin().kind().name())
        .set(CONTACT.SUBJECT, contact.step().origin().subject().orElse(null)).set(CONTACT.ATTEMPTS, 1)
        .execute();
    db.insertInto(ATTEMPT)
        .set(ATTEMPT.ID, attempt.id()).set(ATTEMPT.CONTACT_ID, contact.id()).set(ATTEMPT.CAMPAIGN_ID, campaign)
        .set(ATTEMPT.HOUSEHOLD_ID, contact.debtor().household()).set(ATTEMPT.ACCOUNT_ID, contact.debtor().account())
        .set(ATTEMPT.ARM, "SMS").set(ATTEMPT.NUMBER, 1).set(ATTEMPT.CHANNEL, "SMS")
        .set(ATTEMPT.SCRIPT, contact.step().script()).set(ATTEMPT.PHONE, attempt.phone().e164())
        .set(ATTEMPT.LINE, LINE).set(ATTEMPT.CALLER_ID, "").set(ATTEMPT.RING_SECONDS, 30)
        .set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.GROUND, contact.step().origin().kind().name())
        .set(ATTEMPT.NODE, "test").set(ATTEMPT.WRITTEN_AT, attempt.writtenAt())
        .execute();
  }

  public List<ContactOutcome> outcomes() {
    return told.stream().map(Report::outcome).toList();
  }

  public DeliveryReport report(String gateway, String remoteId, Attempt about, DeliveryStatus fate) {
    return new DeliveryReport(
        new DeliveryReport.Subject(gateway, List.of(remoteId), Optional.of(about.phone()), Optional.empty()), fate,
        fate.name(), Optional.empty(), clock.instant());
  }
}
