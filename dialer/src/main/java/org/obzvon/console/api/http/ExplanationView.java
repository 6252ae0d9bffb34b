package org.obzvon.console.api.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.policy.AccountStory;
import org.obzvon.policy.Moment;
import org.obzvon.register.Account;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;

/// What `dialer explain` tells, as members.
record ExplanationView(
    AccountView account, List<StopView> stops, List<Promised> promises, List<Tried> attempts, List<Told> decisions,
    List<Waiting> contacts) {

  /// @param owes zero when nothing is owed
  record AccountView(
      String number, String name, List<String> phones, MoneyView owes, Optional<LocalDate> debtSince,
      Optional<LocalDate> restrictionOn, boolean inRegister, Optional<String> zone, List<String> household) {}

  record MoneyView(String amount, String currency) {
    private static MoneyView of(Money money) {
      return new MoneyView(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }
  }

  record Promised(LocalDate day, MoneyView amount, String state, Instant madeAt) {}

  record Tried(
      String campaign, Channel channel, String phone, Instant writtenAt, Optional<Instant> answeredAt,
      Optional<String> outcome) {}

  record Told(
      String campaign, int step, Moment moment, Instant askedAt, String verdict, String rule, String why,
      Optional<String> code, Optional<Instant> until, String profile) {}

  record Waiting(
      String campaign, int step, Channel channel, ContactState state, Instant notBefore, Instant expiresAt,
      Optional<String> closedWhy) {}

  static ExplanationView of(Account account, AccountStory.Story story) {
    return new ExplanationView(
        account(account, story.household()),
        story.stops().stream().map(stop -> StopView.of(stop, Optional.empty())).toList(),
        story.promises().stream()
            .map(one -> new Promised(one.day(), MoneyView.of(one.amount()), one.state(), one.madeAt()))
            .toList(),
        story.attempts().stream()
            .map(
                one -> new Tried(
                    one.campaign(), one.channel(), one.phone(), one.writtenAt(), one.answeredAt(), one.outcome()))
            .toList(),
        story.decisions().stream().map(ExplanationView::told).toList(),
        story.waiting().stream()
            .map(
                one -> new Waiting(
                    one.step().campaign(), one.step().number(), one.channel(), one.state(), one.notBefore(),
                    one.expires(), one.closedWhy()))
            .toList());
  }

  private static AccountView account(Account account, List<String> household) {
    var subscriber = account.subscriber();
    var debt = account.debt();
    return new AccountView(
        account.number(), subscriber.name(), subscriber.phones().stream().map(Phone::e164).toList(),
        MoneyView.of(debt.arrears()), debt.since(), debt.restrictionOn(), debt.inRegister(),
        subscriber.place().zone().map(ZoneId::getId), household);
  }

  private static Told told(AccountStory.Told one) {
    var ruled = one.ruled();
    return new Told(
        one.step().campaign(), one.step().number(), one.moment(), one.askedAt(), ruled.verdict(), ruled.rule(),
        ruled.why(), Optional.of(ruled.reason().code()).filter(code -> !code.isEmpty()), ruled.until(), one.profile());
  }
}
