package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import org.obzvon.document.Sentence;
import org.obzvon.register.Account;

/// Tells which numbers of an account count as dead, since when and by which evidence, also while other numbers are in
/// use.
public final class DeadNumberSentences {
  private final AccountFactsSource evidence;

  public DeadNumberSentences(AccountFactsSource evidence) {
    this.evidence = evidence;
  }

  public List<Sentence> about(Account account, Instant now) {
    return evidence.about(List.of(account), now).get(account.id()).dead().stream()
        .map(dead -> Why.DEAD_NUMBER.of(List.of(dead.words()), dead.phone().e164(), dead.medium().plural()))
        .toList();
  }
}
