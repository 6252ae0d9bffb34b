package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns.Candidate;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.console.jooq.JooqDebtorSearch;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLatePromiseBook;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.desk.jooq.JooqDebtorCards;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.SentStatements;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.payment.jooq.JooqPromises;
import org.obzvon.person.Person;
import org.obzvon.person.RetentionTerms;
import org.obzvon.person.jooq.JooqErasure;
import org.obzvon.person.jooq.JooqPersons;
import org.obzvon.person.jooq.JooqRetention;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Scope;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressionPages;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.reason.ReasonRules;
import org.obzvon.reason.RuledReasons;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets.Filter;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Account;
import org.obzvon.register.Appointments.Appointment;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Money;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.register.jooq.JooqAppointments;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.CampaignEvents;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.jooq.JooqCampaignEvents;
import org.obzvon.schedule.jooq.JooqScanMarks;
import org.obzvon.sms.FakeGateway;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.IncomingPart;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.sms.jooq.JooqWaitingParts;
import org.obzvon.sms.jooq.JooqCampaignEventValues;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests that imports, tickets, heard reasons, the inbox and enrolment look up one account among ten thousand by an
/// index in every table. The plans are the server's generic plans, made without the values.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookUpPlansTest {
  private static final int ROWS = 10_000;
  private static final String TABLES = "account|account_phone|household|assignment|enrolment|decision|contact|attempt|promise|ticket|heard_reason|sms_inbox"
      + "|sms_incoming|sms_incoming_part|payment|payment_change|suppression|appointment";
  private static final String READ_WHOLE = "Seq Scan on (" + TABLES + ")\\b";

  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", new FakeGateway()),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final DSLContext db = desk.db;
  private final SentStatements sent = new SentStatements(db);
  private final Attempt attempt = desk.attempt();
  private Account account;
  private Campaign campaign;
  private UUID answer;

  @BeforeAll
  void fill_the_tables() {
    account = new JooqAccounts(db).byIds(List.of(attempt.contact().debtor().account())).values().iterator().next();
    campaign = running();
    new CampaignTick(
        new AccountScans(new JooqAccounts(db), new JooqAccounts(db), new JooqScanMarks(db)), new JooqCampaigns(db),
        new JooqContactPlans(db), policy(db), desk.clock)
        .run(campaign);
    var stops = new JooqSuppressions(db, new JooqWithdrawals(db, desk.clock), new JooqEventOutbox(db), desk.clock);
    var reasons = new RuledReasons(ReasonRules.USUAL, new JooqReasonBook(db, new JooqEventOutbox(db)), stops);
    List.of(NonPaymentReason.QUALITY_OF_SERVICE, NonPaymentReason.ALREADY_PAID)
        .forEach(reason -> reasons.heard(new Heard(Source.text(IdGenerator.next()), account.id(), reason, "?", now())));
    answer = new JooqInbox(db).keep(answer("in-1")).orElseThrow().id();
    new JooqWaitingParts(db).add(part(1));
    payments(db).take(List.of(payment("p-1", "500"), payment("p-2", "300")));
    payments(db).take(List.of(payment("p-2", "-300")));
    stops.add(stop());
    new JooqAppointments(db, desk.clock).take(List.of(appointment(20)), today());
    new JooqLatePromiseBook(db, new JooqEventOutbox(db)).add(attempt.id(), promise(), now());
    decide();
    multiply();
  }

  private void decide() {
    db.execute(
        """
        insert into decision (campaign_id, household_id, account_id, step, moment, asked_at, verdict, rule, why, profile, profile_version)
        select campaign_id, household_id, account_id, step, 'PLAN', now(), 'ALLOWED', '', '', 'ru', '1' from contact where id = ?""",
        attempt.contact().id());
  }

  private void multiply() {
    db.execute(
        """
        create table many as select n, gen_random_uuid() as account, gen_random_uuid() as household,
          '+7999' || lpad(n::text, 7, '0') as phone, gen_random_uuid() as id, gen_random_uuid() as attempt, gen_random_uuid() as payment
        from generate_series(1, %d) n"""
            .formatted(ROWS));
    copy("household", "'id', m.household, 'key', 'many-' || n");
    copy("account", "'id', m.account, 'number', 'many-' || n, 'household_id', m.household, 'balance', 0,"
        + " 'payment_told_at', null, 'payment_announced_for', null");
    copy("account_phone", "'account_id', m.account, 'e164', m.phone");
    copy("assignment", "'id', m.id, 'household_id', m.household");
    copy("enrolment", "'account_id', m.account, 'household_id', m.household, 'assignment_id', m.id");
    copy("decision", "'id', 1000 + n, 'account_id', m.account, 'household_id', m.household");
    copy("contact",
        "'id', m.id, 'account_id', m.account, 'household_id', m.household, 'state', 'DONE', 'closed_at', due_at");
    copy("attempt",
        "'id', m.attempt, 'contact_id', m.id, 'account_id', m.account, 'household_id', m.household, 'phone', m.phone,"
            + " 'outcome', 'DELIVERED', 'segments', 1, 'closed_at', written_at");
    copy("promise", "'id', m.id, 'attempt_id', m.attempt, 'account_id', m.account, 'state', 'KEPT'");
    copy("ticket",
        "'id', m.id, 'account_id', m.account, 'household_id', m.household, 'state', 'CLOSED', 'closed_at', opened_at,"
            + " 'closed_by', 'x', 'closing_note', 'x'");
    copy("heard_reason", "'id', m.id, 'account_id', m.account, 'source_id', m.id, 'phone', m.phone, 'ticket_id', null");
    copy("sms_inbox",
        "'id', m.id, 'remote_id', 'many-' || n, 'phone', m.phone, 'handled_at', received_at, 'closed_at', received_at");
    copy("sms_incoming", "'id', m.id, 'sender', m.phone, 'phone', m.phone, 'joined_at', first_at");
    copy("sms_incoming_part", "'message_id', m.id");
    copy("payment",
        "'id', m.payment, 'external_id', 'many-' || n, 'account_id', m.account, 'imported_at', imported_at - interval '100 days'");
    copy("payment_change",
        "'id', 1000 + n, 'payment_id', m.payment, 'external_id', 'many-' || n, 'account_id', m.account");
    copy("suppression", "'id', m.id, 'account_id', m.account");
    copy("appointment", "'id', m.id, 'account_id', m.account, 'day', (day - 10)");
    db.execute("analyze");
  }

  private void copy(String table, String changes) {
    db.execute(
        """
        insert into %1$s overriding system value
        select (jsonb_populate_record(old, jsonb_build_object(%2$s))).*
        from %1$s as old, many as m where old.ctid = (select min(ctid) from %1$s)"""
            .formatted(table, changes));
  }

  private Campaign running() {
    JooqCampaigns campaigns = new JooqCampaigns(db);
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, now());
    campaigns.move(draft.id(), CampaignState.RUNNING, now());
    return campaigns.find(draft.id()).orElseThrow();
  }

  private ContactPolicy policy(DSLContext on) {
    return new ContactPolicy(
        YamlProfiles.load(Optional.empty(), new JollydayHolidays()), new JooqAccounts(on), new JooqAccountFacts(on),
        new JooqDecisionLog(on), new AllowedPrefixes(List.of("+7")), desk.clock);
  }

  private PaymentImport payments(DSLContext on) {
    return new PaymentImport(new JooqPayments(on, desk.clock), new JooqWithdrawals(on, desk.clock));
  }

  private PaymentRow payment(String id, String amount) {
    var early = new PaidAt.Exactly(now().minus(Duration.ofDays(3)));
    return new PaymentRow(id, account.number(), new BigDecimal(amount), Optional.empty(), early);
  }

  private Incoming answer(String id) {
    return new Incoming("g", id, attempt.phone(), "OBZVON", "?", now());
  }

  private IncomingPart part(int number) {
    var key = new IncomingPart.Key("g", Incoming.Sender.of(attempt.phone()), "OBZVON", 7, 2);
    return new IncomingPart(key, number, 8, new byte[]{4, (byte) (0x30 + number)}, now());
  }

  private Stop stop() {
    return new Stop(
        new Suppression.Target.Household(account.id()), StopKind.MANUAL, "", Optional.empty(),
        new Suppression.Origin.OfPerson("test"));
  }

  private Appointment appointment(int hour) {
    return new Appointment(account.number(), today().plusDays(2), LocalTime.of(hour, 0), LocalTime.of(hour + 1, 0));
  }

  private static Promise promise() {
    return new Promise(today().plusDays(1), new Money(new BigDecimal("500"), java.util.Currency.getInstance("RUB")));
  }

  private Instant now() {
    return desk.clock.instant();
  }

  private static LocalDate today() {
    return LocalDate.of(2026, 11, 18);
  }

  private void assertByIndex(Consumer<DSLContext> work) {
    assertThat(sent.plans(TABLES, work)).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(READ_WHOLE));
  }

  @Test
  void tickets_are_found_by_account_household_state_and_id_and_closed_by_id() {
    UUID id = new JooqTickets(db, new JooqEventOutbox(db)).page(Filter.ALL, Optional.empty(), 1).getFirst().id();
    assertByIndex(
        on -> {
          JooqTickets tickets = new JooqTickets(on, new JooqEventOutbox(on));
          tickets.find(id);
          tickets.page(Filter.ALL, Optional.empty(), 50);
          tickets.page(new Filter(Filter.NOT_CLOSED, Optional.empty(), Optional.empty(), Optional.empty()),
              Optional.empty(), 50);
          tickets.page(Filter.of(account.household()), Optional.empty(), 50);
          tickets.page(
              new Filter(Set.of(), Optional.empty(), Optional.of(account.number()), Optional.empty()), Optional.empty(),
              50);
          tickets.move(id, TicketState.OPEN, TicketState.ANSWERED, new Ticket.Step(now(), "x", "x"));
        });
  }

  @Test
  void a_reason_is_kept_once_and_a_households_reasons_are_found() {
    Heard heard = new Heard(Source.text(answer), account.id(), NonPaymentReason.DISPUTE, "?", now());
    assertByIndex(
        on -> {
          JooqReasonBook book = new JooqReasonBook(on, new JooqEventOutbox(on));
          new RuledReasons(ReasonRules.USUAL, book,
              new JooqSuppressions(on, new JooqWithdrawals(on, desk.clock), new JooqEventOutbox(on), desk.clock))
              .heard(heard);
          book.ofHousehold(account.household(), 50);
        });
  }

  @Test
  void an_answer_is_kept_read_listed_and_closed() {
    assertByIndex(
        on -> {
          JooqInbox inbox = new JooqInbox(on);
          inbox.keep(answer("in-2"));
          inbox.unhandled(now(), 100);
          inbox.lastTo(attempt.phone(), now().minus(Duration.ofDays(14)));
          inbox.holder(attempt.phone());
          inbox.open(100);
          inbox.find(answer);
          inbox.close(answer, now());
        });
  }

  @Test
  void a_part_finds_its_message_and_rounds_find_what_waits_and_what_is_old() {
    assertByIndex(
        on -> {
          JooqWaitingParts parts = new JooqWaitingParts(on);
          parts.add(part(2));
          parts.overdue(now().plusSeconds(1), 100);
          parts.joined(IdGenerator.next(), now());
          parts.forget(now().minus(Duration.ofDays(30)));
        });
  }

  @Test
  void a_payment_finds_what_is_known_of_it_and_whom_it_concerns() {
    assertByIndex(on -> payments(on).take(List.of(payment("p-3", "10"), payment("p-1", "-500"))));
  }

  @Test
  void announced_payments_whose_day_came_are_found() {
    assertByIndex(on -> new JooqPayments(on, desk.clock).countAnnounced(100));
  }

  @Test
  void enrolling_a_page_of_accounts_reads_their_households_and_arms_alone() {
    assertByIndex(
        on -> {
          JooqCampaigns campaigns = new JooqCampaigns(on);
          campaigns.enrol(campaign, List.of(new Candidate(account, "active")), now());
          campaigns.enrolled(campaign.id(), List.of(account.id()));
        });
  }

  @Test
  void the_policy_reads_what_concerns_the_asked_accounts_alone() {
    assertByIndex(on -> new JooqAccountFacts(on).about(List.of(account), now()));
  }

  @Test
  void stop_entries_are_found_by_number_by_household_and_by_attempt() {
    assertByIndex(
        on -> {
          var stops = new JooqSuppressions(on, new JooqWithdrawals(on, desk.clock),
              new JooqEventOutbox(on), desk.clock);
          stops.concerning(account, Scope.IN_FORCE);
          stops.concerning(account, Scope.ALL);
          stops.given(attempt, StopKind.MANUAL);
          stops.liftAskedByText(attempt.phone());
          new JooqSuppressionPages(on, desk.clock).page(Scope.IN_FORCE, Optional.empty(), 50);
        });
  }

  @Test
  void an_accounts_story_payments_and_messages_are_found() {
    assertByIndex(
        on -> {
          new JooqAccountTimeline(on, new JooqSuppressions(on, new JooqWithdrawals(on, desk.clock),
              new JooqEventOutbox(on), desk.clock))
              .of(account);
          new JooqPaymentHistory(on, desk.clock).of(account);
          new JooqDebtorSearch(on, new JooqAccounts(on), List.of("+7")).messages(account);
          new JooqDebtorSearch(on, new JooqAccounts(on), List.of("+7")).search(account.number());
          new JooqDebtorSearch(on, new JooqAccounts(on), List.of("+7")).search(attempt.phone().e164());
          new JooqDebtorCards(on, new JooqAccounts(on)).of(account.id(), campaign.id());
        });
  }

  @Test
  void a_tick_finds_what_happened_to_members_by_day_and_state() {
    var days = new CampaignEvents.Days(today().minusDays(3), today(), now());
    assertByIndex(
        on -> {
          JooqCampaignEvents happenings = new JooqCampaignEvents(on);
          for (ContactOrigin.Kind kind : ContactOrigin.Kind.values()) {
            if (!kind.isAboutDebt()) {
              happenings.of(campaign.id(), kind, days, 100);
            }
          }
          happenings.appointments(campaign.id(), List.of(IdGenerator.next()), days, 100);
          new JooqPromises(on).settle(Optional.empty(), 100, now());
          new JooqContactPlans(on).planned(campaign.id(), List.of(account.household()));
        });
  }

  @Test
  void what_a_message_is_about_is_found() {
    assertByIndex(
        on -> {
          for (Purpose purpose : Purpose.values()) {
            new JooqCampaignEventValues(on).newest(purpose, account.id());
          }
        });
  }

  @Test
  void coming_appointments_are_listed_taken_and_cancelled() {
    assertByIndex(
        on -> {
          JooqAppointments appointments = new JooqAppointments(on, desk.clock);
          appointments.coming(today(), 100);
          appointments.take(List.of(appointment(18)), today());
          appointments.households(List.of(account.number()));
          appointments.cancel(account.number(), today());
        });
  }

  @Test
  void contacts_are_withdrawn_by_account_promise_and_household() {
    assertByIndex(
        on -> {
          JooqWithdrawals withdrawals = new JooqWithdrawals(on, desk.clock);
          withdrawals.ofAccounts(List.of(account.id()), "x");
          withdrawals.ofPromises(List.of(IdGenerator.next()), "x");
          withdrawals.ofHouseholds(List.of(account.household()), "x");
        });
  }

  @Test
  void everything_about_a_person_is_found() {
    assertByIndex(
        on -> {
          JooqPersons persons = new JooqPersons(on);
          persons.export(persons.ofAccount(account.number()).orElseThrow());
          Person person = persons.ofPhone(attempt.phone()).orElseThrow();
          new JooqErasure(on, desk.clock).preview(person);
        });
  }

  @Test
  void retention_goes_through_tables_by_their_keys() {
    assertByIndex(on -> new JooqRetention(on, () -> now().plus(Duration.ofDays(2000))).preview(RetentionTerms.USUAL));
  }
}
