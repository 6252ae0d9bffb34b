package org.obzvon.webhook;

import static org.obzvon.TestData.NOON;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.STAFF_USER;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.TestData;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.NoAnswer;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Promise;
import org.obzvon.contact.Reason;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.Ids;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;

/// Makes facts as the service makes them: a contact is planned, leased, tried and closed by the ledger.
public final class ToldFacts {
  public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  public static final ContactOutcome BUSY = new ContactOutcome.NotReached(NoAnswer.BUSY);
  public static final ContactOutcome PROMISED =
      new ContactOutcome.Reached(
          Answer.PROMISED, Optional.of(new Promise(DAY, Money.of("300", "RUB"))), Optional.of(Reason.FORGOT));

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

  /// A contact that waits.
  public Contact planned(String account) {
    UUID household = data.household(account);
    String phone = String.format("+7900%07d", ++numbers);
    UUID id = data.debtor(account, household, LocalDate.of(2026, 11, 1), phone);
    Contact contact =
        new Contact(
            Ids.next(), campaign, new Contact.Debtor(household, id), "ROBOT",
            new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
            new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  /// An attempt that is open.
  public Attempt attempt(String account) {
    Contact contact = planned(account);
    String phone = String.format("+7900%07d", numbers);
    new JooqContactQueue(db).lease(_ -> List.of(new Share(campaign, Channel.ROBOT, 1)), "a", NOON, NOON.plusSeconds(60));
    Attempt attempt =
        new Attempt(
            Ids.next(), contact, 1, new Phone(phone),
            new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), NOON);
    new JooqLedger(db).write(List.of(attempt), "a", NOON.plusSeconds(60));
    return attempt;
  }

  public UUID close(String account, ContactOutcome outcome) {
    return close(db, attempt(account), outcome);
  }

  /// A ticket as the desk writes it after a talk.
  public UUID ticket(Attempt attempt, String words) {
    UUID operator = Ids.next();
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
    UUID conversation = Ids.next();
    db.insertInto(DESK_CONVERSATION)
        .set(DESK_CONVERSATION.ID, conversation)
        .set(DESK_CONVERSATION.OPERATOR_ID, operator)
        .set(DESK_CONVERSATION.ATTEMPT_ID, attempt.id())
        .set(DESK_CONVERSATION.KIND, "ESCALATED")
        .set(DESK_CONVERSATION.EXCHANGE, "pbx")
        .set(DESK_CONVERSATION.QUEUED_AT, NOON)
        .execute();
    UUID ticket = Ids.next();
    db.insertInto(TICKET)
        .set(TICKET.ID, ticket)
        .set(TICKET.KIND, "QUALITY_OF_SERVICE")
        .set(TICKET.ACCOUNT_ID, attempt.contact().debtor().account())
        .set(TICKET.ATTEMPT_ID, attempt.id())
        .set(TICKET.CONVERSATION_ID, conversation)
        .set(TICKET.OPENED_BY, operator)
        .set(TICKET.HOUSEHOLD_ID, attempt.contact().debtor().household())
        .set(TICKET.HEARD_BY, "OPERATOR")
        .set(TICKET.HOLD, "UNTIL_CLOSED")
        .set(TICKET.LAST_HEARD_AT, NOON)
        .set(TICKET.WORDS, words)
        .set(TICKET.OPENED_AT, NOON)
        .execute();
    return ticket;
  }

  public static UUID close(DSLContext db, Attempt attempt, ContactOutcome outcome) {
    Report report = new Report(attempt.id(), outcome, Optional.empty(), NOON.plusSeconds(20), Trace.NONE);
    new JooqLedger(db).close(List.of(report), _ -> Optional.empty(), NOON.plusSeconds(30));
    return attempt.id();
  }
}
