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
import org.obzvon.TestClock;
import org.obzvon.TestStore;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome.Answer;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.HeardReasons;
import org.obzvon.contact.HeardReasons.Heard;
import org.obzvon.contact.HeardReasons.Listener;
import org.obzvon.contact.HeardReasons.Source;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.Reason;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.policy.Cases;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Dialling;
import org.obzvon.policy.Moment;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.Question;
import org.obzvon.policy.jooq.Desk;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqEvidence;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.queue.ReasonsOfOutcomes;
import org.obzvon.reason.jooq.JooqReasonBook;
import org.obzvon.reason.jooq.JooqTickets;
import org.obzvon.register.Account;
import org.obzvon.register.Ids;
import org.obzvon.register.Phone;

/// Debtors who give reasons, by every way, on a real PostgreSQL, and a policy without hours and limits of its own.
final class ReasonDesk {

  final DSLContext db = TestStore.fresh();
  final TestClock clock = new TestClock(Desk.NOON);
  final Desk rows = new Desk(db);
  final JooqTickets tickets = new JooqTickets(db);
  final JooqReasonBook book = new JooqReasonBook(db);
  final JooqSuppressions stops = new JooqSuppressions(db, new JooqWithdrawals(db, clock), clock);
  final HeardReasons reasons;
  private int debtors;

  ReasonDesk() {
    this(ReasonRules.USUAL);
  }

  ReasonDesk(ReasonRules rules) {
    this.reasons = new RuledReasons(rules, book, stops);
  }

  /// With two numbers of his own, in a household of his own.
  Account debtor() {
    int number = ++debtors;
    return rows.account("A-" + number, "+3736%07d".formatted(number), "+3737%07d".formatted(number));
  }

  /// The number at which reasons are given.
  static Phone first(Account account) {
    return account.subscriber().phones().getFirst();
  }

  static Phone second(Account account) {
    return account.subscriber().phones().getLast();
  }

  /// The debtor gives a reason at his first number. Returns the attempt or message in which he does.
  UUID says(Account account, Reason reason, Listener listener, String words) {
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

  /// A call that ended two days ago, so that no limit counts it.
  UUID attempt(Account account, Channel channel) {
    Contact contact = rows.contact(account, channel);
    return rows.attempt(contact, first(account).e164(), clock.instant().minus(Duration.ofDays(2)), "REACHED", "GAVE_REASON", null);
  }

  /// That an operator has read: one that nobody has read holds its number back by a rule of its own.
  UUID message(Account account) {
    UUID id = Ids.next();
    db.insertInto(SMS_INBOX).set(SMS_INBOX.ID, id).set(SMS_INBOX.GATEWAY, "g").set(SMS_INBOX.REMOTE_ID, id.toString())
        .set(SMS_INBOX.PHONE, first(account).e164()).set(SMS_INBOX.SENT_TO, "us").set(SMS_INBOX.TEXT, "text")
        .set(SMS_INBOX.RECEIVED_AT, clock.instant()).set(SMS_INBOX.KIND, "OTHER")
        .set(SMS_INBOX.HANDLED_AT, clock.instant()).set(SMS_INBOX.CLOSED_AT, clock.instant()).execute();
    return id;
  }

  /// As the edges of each listener bring it, from a source that is there.
  void again(UUID source, Account account, Reason reason, Listener listener, String words) {
    switch (listener) {
      case ROBOT -> ended(source, reason);
      case OPERATOR -> {
        reasons.heard(new Heard(Source.operator(source, Optional.empty()), account.id(), reason, words, clock.instant()));
        ended(source, reason); // the outcome of a campaign's call tells it once more
      }
      case TEXT -> reasons.heard(new Heard(Source.text(source), account.id(), reason, words, clock.instant()));
    }
  }

  /// The outcome of a call that holds the reason.
  void ended(UUID attempt, Reason reason) {
    Report report =
        new Report(
            attempt, new Reached(Answer.GAVE_REASON, Optional.empty(), Optional.of(reason)), Optional.empty(),
            clock.instant(), new Trace("3", OptionalInt.empty(), Optional.empty()));
    new ReasonsOfOutcomes(new JooqOpenAttempts(db, "node", clock), reasons).follow(List.of(report));
  }

  /// About a contact that may be made for sixty days from now.
  Decision asked(Account account, Channel channel) {
    Contact planned = rows.planned(account, channel);
    return asked(
        new Contact(
            planned.id(), planned.campaign(), planned.debtor(), planned.arm(), planned.step(),
            new Contact.Window(now(), now().plus(Duration.ofDays(60))), 0));
  }

  Decision asked(Contact contact) {
    return policy().preview(List.of(new Question(contact, "test", Set.of())), Moment.PLACE).getFirst().decision();
  }

  ContactPolicy policy() {
    Profiles profiles = new Profiles(List.of(Cases.profile(Cases.always(), Cases.noLimits())));
    return new ContactPolicy(
        profiles, rows, new JooqEvidence(db), new JooqDecisionLog(db), new Dialling(List.of("+373")), clock);
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
