package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.obzvon.contact.Channel;

/// Sums up the text messages of an arm and, separately, its notices.
final class TextStories {
  private final LedgerRows rows;
  private final FollowUp.Bounds bounds;

  TextStories(LedgerRows rows, FollowUp.Bounds bounds) {
    this.rows = rows;
    this.bounds = bounds;
  }

  /// A message with the account it went to.
  private record Addressed(Enrolled account, PastText letter) {}

  private List<Addressed> letters(List<Stories.Followed> members) {
    List<Addressed> letters = new ArrayList<>();
    for (Stories.Followed one : members) {
      Enrolled account = one.account();
      rows.beside().letters().getOrDefault(account.account(), List.of()).stream()
          .filter(letter -> !letter.at().isBefore(account.at()) && !letter.at().isAfter(bounds.end(account)))
          .forEach(letter -> letters.add(new Addressed(account, letter)));
    }
    return letters;
  }

  CampaignStory.Texts texts(String arm, List<Stories.Followed> members) {
    List<Addressed> sent = letters(members).stream().filter(one -> !one.letter().notice()).toList();
    Optional<BigDecimal> cost = Optional.of(BigDecimal.ZERO);
    for (Addressed one : sent) {
      cost = cost.flatMap(sum -> price(one).map(sum::add));
    }
    return new CampaignStory.Texts(
        arm,
        new CampaignStory.Fates(
            sent.size(), count(sent, PastText.State.DELIVERED), count(sent, PastText.State.UNDELIVERABLE),
            count(sent, PastText.State.FAILED), count(sent, PastText.State.LOST), count(sent, PastText.State.OPEN)),
        sent.stream().mapToInt(one -> one.letter().segments()).sum(),
        cost);
  }

  private static int count(List<Addressed> letters, PastText.State state) {
    return (int) letters.stream().filter(one -> one.letter().state() == state).count();
  }

  private Optional<BigDecimal> price(Addressed one) {
    PastText letter = one.letter();
    return letter.price()
        .or(
            () -> bounds.rates().at(letter.at(), one.account().debt().currency())
                .map(period -> period.of(Channel.SMS, letter.line()).smsSegment()
                    .multiply(BigDecimal.valueOf(letter.segments()))));
  }

  CampaignStory.Notices notices(String arm, List<Stories.Followed> members) {
    List<PastText> notices = letters(members).stream().map(Addressed::letter).filter(PastText::notice).toList();
    return new CampaignStory.Notices(
        arm, contacts(notices, _ -> true), contacts(notices, PastText::isSent),
        contacts(notices, letter -> letter.state() == PastText.State.DELIVERED));
  }

  private static int contacts(List<PastText> letters, Predicate<PastText> which) {
    return letters.stream().filter(which).map(PastText::contact).collect(Collectors.<UUID>toSet()).size();
  }
}
