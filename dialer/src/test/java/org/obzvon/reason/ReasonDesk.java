package org.obzvon.reason;

import static org.obzvon.jooq.Tables.SMS_INBOX;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ReasonSink;
import org.obzvon.contact.ReasonSink.Heard;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.ReasonSink.Source;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.Cases;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.queue.ReasonsOfOutcomes;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Debtors who give reasons in every way, on a real PostgreSQL, and a policy without hours and limits of its own.
final class ReasonDesk {

  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(PolicySurroundings.NOON);
  final PolicySurroundings rows = new PolicySurroundings(db);
  final JooqTickets tickets = new JooqTickets(db, new JooqEventOutbox(db));
  final JooqReasonBook book = new JooqReasonBook(db, new JooqEventOutbox(db));
  final JooqSuppressions stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock),
      new JooqEventOutbox(db), clock);
  final ReasonSink reasons;
  private int debtors;

  ReasonDesk() {
    this(ReasonRules.USUAL);
  }

  ReasonDesk(ReasonRules rules) {
    this.reasons = new RuledReasons(rules, book, stops);
  }

  /// Returns a debtor with two numbers and a household of their own.
  Account debtor() {
    int number = ++debtors;
    return rows.account("A-" + number, "+3736%07d".formatted(number), "+3737%07d".formatted(number));
  }

  /// Returns the number at which reasons are given.
  static Phone first(Account account) {
    return account.subscriber().phones().getFirst();
  }

  static Phone second(Account account) {
    return account.subscriber().phones().getLast();
  }

  /// Lets the debtor give a reason at their first number. Returns the attempt or message in which they do.
  UUID says(Account account, NonPaymentReason reason, Listener listener, String words) {
    UUID source = source(account, listener);
    again(source, account, reason, listener, words);
    return source;
  }

  UUID source(Account account, Listener listener) {
    return switch (listener) {
      case ROBOT -> attempt(account, Channel.ROBOT);
      case OPERATOR -> attempt(account, Channel.OPERATOR);
      case TEXT -> message(account);
    };
  }

  /// Inserts a call that ended two days ago, so that no limit counts it.
  UUID attempt(Account account, Channel channel) {
    Contact contact = rows.contact(account, channel);
    return rows.attempt(contact, first(account).e164(), clock.instant().minus(Duration.ofDays(2)), "REACHED",
        "GAVE_REASON", null);
  }

  /// Inserts a message that an operator has read: an unread one holds its number back by a rule of its own.
  UUID message(Account account) {
    UUID id = IdGenerator.next();
    db.insertInto(SMS_INBOX).set(SMS_INBOX.ID, id).set(SMS_INBOX.GATEWAY, "g").set(SMS_INBOX.REMOTE_ID, id.toString())
        .set(SMS_INBOX.PHONE, first(account).e164()).set(SMS_INBOX.SENT_TO, "us").set(SMS_INBOX.TEXT, "text")
        .set(SMS_INBOX.RECEIVED_AT, clock.instant()).set(SMS_INBOX.KIND, "OTHER")
        .set(SMS_INBOX.HANDLED_AT, clock.instant()).set(SMS_INBOX.CLOSED_AT, clock.instant()).execute();
    return id;
  }

  /// Reports the reason as the entry point of each listener does, from a source that exists.
  void again(UUID source, Account account, NonPaymentReason reason, Listener listener, String words) {
    switch (listener) {
      case ROBOT -> ended(source, reason);
      case OPERATOR -> {
        reasons.heard(new Heard(Source.operator(source, Optional.empty()), account.id(), reason, words,
            clock.instant()));
        ended(source, reason); // the outcome of a campaign's call reports it once more
      }
      case TEXT -> reasons.heard(new Heard(Source.text(source), account.id(), reason, words, clock.instant()));
    }
  }

  /// Reports the outcome of a call that holds the reason.
  void ended(UUID attempt, NonPaymentReason reason) {
    Report report = new Report(
        attempt, new Reached(Answer.GAVE_REASON, Optional.empty(), Optional.of(reason)), Optional.empty(),
        clock.instant(), new Trace("3", OptionalInt.empty(), Optional.empty()));
    new ReasonsOfOutcomes(new JooqOpenAttempts(db, "node", clock), reasons).follow(List.of(report));
  }

  /// Asks the policy about a contact that may be made for sixty days from now.
  Decision asked(Account account, Channel channel) {
    Contact planned = rows.planned(account, channel);
    return asked(
        new Contact(
            planned.id(), planned.campaign(), planned.debtor(), planned.arm(), planned.step(),
            new Contact.Window(now(), now().plus(Duration.ofDays(60))), 0));
  }

  Decision asked(Contact contact) {
    return policy().preview(List.of(new PolicyQuestion(contact, "test", Set.of())), DecisionPoint.PLACE).getFirst()
        .decision();
  }

  ContactPolicy policy() {
    Profiles profiles = new Profiles(List.of(Cases.profile(Cases.always(), Cases.noLimits())));
    return new ContactPolicy(
        profiles, rows, new JooqAccountFacts(db), new JooqDecisionLog(db), new AllowedPrefixes(List.of("+373")), clock);
  }

  List<Ticket> ticketsOf(Account account) {
    return tickets.page(Tickets.Filter.of(account.household()), Optional.empty(), 100);
  }

  void close(Ticket ticket) {
    tickets.move(ticket.id(), ticket.state(), TicketState.CLOSED, step("mended"));
  }

  void answer(Ticket ticket) {
    tickets.move(ticket.id(), ticket.state(), TicketState.ANSWERED, step("explained"));
  }

  Ticket.Step step(String note) {
    return new Ticket.Step(clock.instant(), "ana", note);
  }

  Instant now() {
    return clock.instant();
  }
}
