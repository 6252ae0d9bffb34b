package org.obzvon.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;
import org.obzvon.register.Money;

/// Tells what happened to an account and what comes next, as the answer to "why was the debtor (not) called?".
public interface AccountTimeline {
  /// How many attempts and how many decisions a story contains at most, the newest ones.
  int MOST = 200;

  Story of(Account account);

  /// The history of an account. Attempts and decisions are ordered oldest first.
  ///
  /// @param household numbers of the other accounts of the household
  record Story(
      List<String> household, List<Suppression> stops, List<Promised> promises, List<Tried> attempts,
      List<Told> decisions, List<Waiting> waiting) {}

  /// @param state OPEN, KEPT, PARTLY_KEPT or BROKEN
  record Promised(LocalDate day, Money amount, String state, Instant madeAt) {}

  /// @param outcome empty while the attempt is open
  record Tried(
      String campaign, Channel channel, String phone, Instant writtenAt, Optional<Instant> answeredAt,
      Optional<String> outcome) {}

  /// @param profile id and version
  record Told(Step step, DecisionPoint moment, Instant askedAt, Ruled ruled, String profile) {}

  /// @param verdict ALLOWED, DEFERRED or REFUSED
  record Ruled(String verdict, String rule, Sentence reason, Optional<Instant> until) {
    public String why() {
      return reason.english();
    }
  }

  /// @param number position in the campaign's ladder, from 0
  record Step(String campaign, int number) {}

  /// @param closedWhy empty while it waits
  record Waiting(
      Step step, Channel channel, ContactState state, Instant notBefore, Instant expires,
      Optional<String> closedWhy) {}
}
