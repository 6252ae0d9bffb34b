package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Contacts that the test plans, leases and tries: the queue and the ledger together, on PostgreSQL.
class LeasedContacts {
  static final Duration LEASE = Duration.ofMinutes(1);
  static final Instant UNTIL = NOON.plus(LEASE);

  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(NOON);
  final TestData data = new TestData(db);
  final JooqContactQueue queue = new JooqContactQueue(db);
  final JooqLeases leases = new JooqLeases(db);
  final JooqLedger ledger = new JooqLedger(db, new JooqEventOutbox(db));
  final JooqContactPlans plans = new JooqContactPlans(db);
  UUID campaign;

  @BeforeEach
  void create_campaign() {
    campaign = data.campaign("c", "");
  }

  Contact plan(String number) {
    return plan(data.household(number), number, 0);
  }

  Contact plan(UUID household, String number, int step) {
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+79001112233");
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, account), "ROBOT",
        new Contact.Step(step, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    plans.add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  List<Contact> lease(String node, int most) {
    return queue.lease(_ -> List.of(new Share(campaign, Channel.ROBOT, most)), node, clock.instant(), UNTIL);
  }

  Attempt attempt(Contact contact, int number) {
    return new Attempt(
        IdGenerator.next(), contact, number, new Phone("+79001112233"),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), clock.instant());
  }

  Attempt started(String number) {
    plan(number);
    Contact contact = lease("a", 10).getFirst();
    Attempt attempt = attempt(contact, 1);
    assertThat(ledger.write(List.of(attempt), "a", UNTIL)).containsExactly(attempt.id());
    return attempt;
  }

  Report report(Attempt attempt, ContactOutcome outcome) {
    return new Report(attempt.id(), outcome, Optional.empty(), clock.instant(), Trace.NONE);
  }

  String state(Contact contact) {
    return db.select(CONTACT.STATE).from(CONTACT).where(CONTACT.ID.eq(contact.id())).fetchSingle(CONTACT.STATE);
  }
}
