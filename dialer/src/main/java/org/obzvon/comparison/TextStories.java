package org.obzvon.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.obzvon.contact.Channel;

/// Sums up the text messages of an arm, and its notices apart from them.
final class TextStories {
  private final LedgerRows rows;
  private final FollowUp.Bounds bounds;

  TextStories(LedgerRows rows, FollowUp.Bounds bounds) {
    this.rows = rows;
    this.bounds = bounds;
  }

  /// A letter with the account it went to.
  private record Addressed(Enrolled account, Letter letter) {}

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
            sent.size(), count(sent, Letter.State.DELIVERED), count(sent, Letter.State.UNDELIVERABLE),
            count(sent, Letter.State.FAILED), count(sent, Letter.State.LOST), count(sent, Letter.State.OPEN)),
        sent.stream().mapToInt(one -> one.letter().segments()).sum(),
        cost);
  }

  private static int count(List<Addressed> letters, Letter.State state) {
    return (int) letters.stream().filter(one -> one.letter().state() == state).count();
  }

  private Optional<BigDecimal> price(Addressed one) {
    Letter letter = one.letter();
    return letter.price()
        .or(
            () ->
                bounds.rates().at(letter.at(), one.account().debt().currency())
                    .map(period -> period.of(Channel.SMS, letter.line()).smsSegment().multiply(BigDecimal.valueOf(letter.segments()))));
  }

  CampaignStory.Notices notices(String arm, List<Stories.Followed> members) {
    List<Letter> notices = letters(members).stream().map(Addressed::letter).filter(Letter::notice).toList();
    return new CampaignStory.Notices(
        arm, contacts(notices, _ -> true), contacts(notices, Letter::isSent),
        contacts(notices, letter -> letter.state() == Letter.State.DELIVERED));
  }

  private static int contacts(List<Letter> letters, Predicate<Letter> which) {
    return letters.stream().filter(which).map(Letter::contact).collect(Collectors.<UUID>toSet()).size();
  }
}
