package org.obzvon.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;

/// The parts that the simulated channels share: the debtor of an attempt, the random draw that belongs to it, and the
/// label.
///
/// @param reports where reports are made: an executor other than the caller's lets the receipt come first, as with a
///     real gateway; one that runs at once keeps everything on one thread
public record SimulatedChannelContext(PotentialPayDays payDays, Accounts accounts, OutcomeSink sink, Executor reports) {
  /// The prefix of the names of simulated lines; no other line has simulated results.
  public static final String LINE = "rehearsal";

  /// An attempt with the account and debtor that it is about.
  record Case(Attempt attempt, Account account, Debtor debtor, Chance chance) {}

  /// The outcome of an attempt, reported after the receipt.
  record Told(ContactOutcome outcome, Timing timing) {}

  /// @param answeredAfter seconds from the submission; empty if nobody picked up
  record Timing(OptionalInt answeredAfter, int endedAfter) {}

  /// Returns the case. Empty if the attempt is on a real line, or about an account outside the population.
  Optional<Case> caseOf(Attempt attempt) {
    if (!attempt.route().line().startsWith(LINE)) {
      return Optional.empty();
    }
    UUID id = attempt.contact().debtor().account();
    Map<UUID, Account> found = accounts.byIds(List.of(id));
    return Optional.ofNullable(found.get(id))
        .flatMap(
            account -> payDays.population().byAccount(account.number())
                .map(debtor -> new Case(attempt, account, debtor, chance(attempt, account))));
  }

  Submission report(Case it, Told told) {
    var submitted = it.attempt().writtenAt();
    Report report = new Report(
        it.attempt().id(),
        told.outcome(),
        told.timing().answeredAfter().isPresent()
            ? Optional.of(submitted.plusSeconds(told.timing().answeredAfter().getAsInt()))
            : Optional.empty(),
        submitted.plusSeconds(told.timing().endedAfter()),
        new Trace("", OptionalInt.empty(), Optional.of("simulated")));
    reports.execute(() -> sink.report(report));
    return new Submission.Accepted("simulated-" + it.account().number() + "-" + it.attempt().number());
  }

  /// Refuses an attempt: nothing was placed, because a simulated channel never acts for a real line.
  static Submission refused() {
    return new Submission.Refused(new ContactOutcome.Failed(Fault.EXCHANGE));
  }

  /// Returns a draw by account number, step and attempt number: the ids are random and must not decide.
  private Chance chance(Attempt attempt, Account account) {
    var step = attempt.contact().step();
    return Chance.of(
        payDays.population().seed(), step.channel(), account.number(), step.anchor(), step.number(),
        attempt.number());
  }

  static Debtor.LineState lineState(Case it) {
    return it.debtor().person().lines().stream()
        .filter(line -> line.phone().equals(it.attempt().phone()))
        .map(Debtor.Line::state)
        .findFirst()
        .orElse(Debtor.LineState.NO_SUCH_NUMBER);
  }
}
