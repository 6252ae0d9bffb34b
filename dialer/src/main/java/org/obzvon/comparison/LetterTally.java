package org.obzvon.comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Counts the text messages of an arm and, separately, its notices, account by account.
final class LetterTally {
  private final AttemptPrices prices;
  private final int[] byState = new int[PastText.State.values().length];
  private int sent;
  private int segments;
  private Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);
  private int noticesDue;
  private int noticesSent;
  private int noticesDelivered;

  LetterTally(AttemptPrices prices) {
    this.prices = prices;
  }

  /// @param letters of the account, of any time
  /// @param end of its window
  void add(Enrolled account, List<PastText> letters, Instant end) {
    Set<UUID> due = new HashSet<>();
    Set<UUID> out = new HashSet<>();
    Set<UUID> delivered = new HashSet<>();
    for (PastText letter : letters) {
      if (letter.at().isBefore(account.at()) || letter.at().isAfter(end)) {
        continue;
      }
      if (!letter.notice()) {
        addText(account, letter);
        continue;
      }
      due.add(letter.contact());
      if (letter.isSent()) {
        out.add(letter.contact());
      }
      if (letter.state() == PastText.State.DELIVERED) {
        delivered.add(letter.contact());
      }
    }
    noticesDue += due.size();
    noticesSent += out.size();
    noticesDelivered += delivered.size();
  }

  private void addText(Enrolled account, PastText letter) {
    sent++;
    byState[letter.state().ordinal()]++;
    segments += letter.segments();
    cost = cost.flatMap(sum -> prices.of(letter, account.debt().currency()).map(sum::add));
  }

  CampaignActivity.Texts texts(String arm) {
    return new CampaignActivity.Texts(
        arm,
        new CampaignActivity.Fates(
            sent, count(PastText.State.DELIVERED), count(PastText.State.UNDELIVERABLE), count(PastText.State.FAILED),
            count(PastText.State.LOST), count(PastText.State.OPEN)),
        segments, cost);
  }

  private int count(PastText.State state) {
    return byState[state.ordinal()];
  }

  CampaignActivity.Notices notices(String arm) {
    return new CampaignActivity.Notices(arm, noticesDue, noticesSent, noticesDelivered);
  }
}
