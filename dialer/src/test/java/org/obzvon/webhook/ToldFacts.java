package org.obzvon.webhook;

import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.STAFF_USER;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.fixture.TestData;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.reason.Consequence;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Makes facts as the service makes them: the ledger plans, leases, tries and closes a contact.
public final class ToldFacts {
  public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  public static final ContactOutcome BUSY = new ContactOutcome.NotReached(NoAnswer.BUSY);
  public static final ContactOutcome PROMISED = new ContactOutcome.Reached(
      Answer.PROMISED, Optional.of(new Promise(DAY, Money.of("300", "RUB"))), Optional.of(NonPaymentReason.FORGOT));

  private final DSLContext db;
  private final TestData data;
  private final UUID campaign;
  private int numbers;

  public ToldFacts(DSLContext db) {
    this.db = db;
    this.data = new TestData(db);
    this.campaign = data.campaign("december", "");
  }

  public UUID campaign() {
    return campaign;
  }

  public TestData data() {
    return data;
  }

  /// Returns a contact that waits.
  public Contact planned(String account) {
    UUID household = data.household(account);
    String phone = String.format("+7900%07d", ++numbers);
    UUID id = data.debtor(account, household, LocalDate.of(2026, 11, 1), phone);
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, id), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  /// Returns an open attempt.
  public Attempt attempt(String account) {
    Contact contact = planned(account);
    String phone = String.format("+7900%07d", numbers);
    new JooqContactQueue(db).lease(_ -> List.of(new Share(campaign, Channel.ROBOT, 1)), "a", NOON,
        NOON.plusSeconds(60));
    Attempt attempt = new Attempt(
        IdGenerator.next(), contact, 1, new Phone(phone),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), NOON);
    new JooqLedger(db, new JooqEventOutbox(db)).write(List.of(attempt), "a", NOON.plusSeconds(60));
    return attempt;
  }

  public UUID close(String account, ContactOutcome outcome) {
    return close(db, attempt(account), outcome);
  }

  /// Opens a ticket as the desk does after a conversation. Returns its id.
  public UUID ticket(Attempt attempt, String words) {
    UUID operator = IdGenerator.next();
    db.insertInto(STAFF_USER)
        .set(STAFF_USER.ID, operator)
        .set(STAFF_USER.LOGIN, "operator" + ++numbers)
        .set(STAFF_USER.NAME, "Operator")
        .set(STAFF_USER.ROLE, "OPERATOR")
        .set(STAFF_USER.LANGUAGE, "EN")
        .set(STAFF_USER.PASSWORD_HASH, "")
        .set(STAFF_USER.CHANGE_PASSWORD, false)
        .set(STAFF_USER.ACTIVE, true)
        .set(STAFF_USER.CREATED_AT, NOON)
        .execute();
    Heard heard = new Heard(
        Source.operator(attempt.id(), Optional.of(operator)), attempt.contact().debtor().account(),
        NonPaymentReason.QUALITY_OF_SERVICE, words, NOON);
    new JooqReasonBook(db, new JooqEventOutbox(db))
        .keep(
            heard, new Consequence(Optional.of(Consequence.Hold.UNTIL_CLOSED), Optional.empty(), Optional.empty()),
            Optional.of(attempt.phone()));
    return db.select(TICKET.ID).from(TICKET).where(TICKET.ATTEMPT_ID.eq(attempt.id())).fetchSingle(TICKET.ID);
  }

  public static UUID close(DSLContext db, Attempt attempt, ContactOutcome outcome) {
    Report report = new Report(attempt.id(), outcome, Optional.empty(), NOON.plusSeconds(20), Trace.NONE);
    new JooqLedger(db, new JooqEventOutbox(db)).close(List.of(report), _ -> Optional.empty(), NOON.plusSeconds(30));
    return attempt.id();
  }
}
