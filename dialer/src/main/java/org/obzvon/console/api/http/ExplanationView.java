package org.obzvon.console.api.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.document.Sentence;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.register.Account;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.schedule.AccountStatus;

/// The output of `dialer explain` as JSON members.
record ExplanationView(
    AccountView account, NowView now, List<StopView> stops, List<Promised> promises, List<Paid> payments,
    List<Tried> attempts, List<Told> decisions, List<Waiting> contacts) {

  /// @param owes zero when nothing is owed
  record AccountView(
      String number, String name, List<String> phones, MoneyView owes, Optional<LocalDate> debtSince,
      Optional<LocalDate> restrictionOn, boolean inRegister, Optional<String> zone, List<String> household) {}

  /// The decisions computed for this answer; none of them is stored.
  record NowView(Instant at, List<Reason> notes, List<InCampaign> campaigns) {
    private static NowView of(AccountStatus status) {
      return new NowView(
          status.at(), status.notes().stream().map(Reason::of).toList(),
          status.campaigns().stream().map(InCampaign::of).toList());
    }
  }

  record Reason(Optional<String> code, String why) {
    private static Reason of(Sentence sentence) {
      return new Reason(Optional.of(sentence.code()).filter(code -> !code.isEmpty()), sentence.english());
    }
  }

  /// @param arm empty, like the segment of enrolment, for an account that the campaign has not taken
  /// @param segment segment to which the account belongs today
  record InCampaign(
      String campaign, CampaignState state, Optional<String> arm, Optional<String> enrolledIn, Optional<String> segment,
      Optional<NextView> next, Optional<Verdict> verdict, List<Reason> reasons) {

    private static InCampaign of(AccountStatus.InCampaign one) {
      return new InCampaign(
          one.campaign(), one.state(), one.member().map(AccountStatus.Member::arm),
          one.member().map(AccountStatus.Member::enrolled), one.member().flatMap(AccountStatus.Member::segment),
          one.next().map(NextView::of), one.now().map(Verdict::of), one.reasons().stream().map(Reason::of).toList());
    }
  }

  /// @param planned whether the step waits in the queue or is under way
  record NextView(int step, Channel channel, String script, boolean planned, Instant notBefore, Instant expiresAt) {
    private static NextView of(AccountStatus.Next next) {
      return new NextView(next.step(), next.channel(), next.script(), next.waits(), next.from(), next.expires());
    }
  }

  record Verdict(String verdict, String rule, String why, String code, Optional<Instant> until) {
    private static Verdict of(Decision decision) {
      return switch (decision) {
        case Decision.Allowed _ -> of(decision, "ALLOWED", Optional.empty());
        case Decision.Deferred(var until, _, _) -> of(decision, "DEFERRED", Optional.of(until));
        case Decision.Refused _ -> of(decision, "REFUSED", Optional.empty());
      };
    }

    private static Verdict of(Decision decision, String verdict, Optional<Instant> until) {
      return new Verdict(verdict, decision.rule(), decision.why(), decision.reason().code(), until);
    }
  }

  record MoneyView(String amount, String currency) {
    private static MoneyView of(Money money) {
      return new MoneyView(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }
  }

  record Promised(LocalDate day, MoneyView amount, String state, Instant madeAt) {}

  /// @param effect effect on the balance: LOWERS_DEBT, IN_REGISTER, WAITS, ANNOUNCED, TAKEN_BACK or MOVED_AWAY
  record Paid(
      String source, String externalId, Instant paidAt, Instant toldAt, MoneyView amount, String effect,
      List<Change> changes) {
    private static Paid of(PaymentHistory.Entry one) {
      return new Paid(
          one.source(), one.externalId(), one.paidAt(), one.toldAt(), MoneyView.of(one.amount()), one.does().name(),
          one.changes().stream().map(Change::of).toList());
    }
  }

  /// @param kind TAKEN_BACK or MOVED
  /// @param from account number, for a move
  record Change(
      String kind, String externalId, Instant madeAt, Instant toldAt, MoneyView amount, Optional<String> from,
      Optional<String> to) {
    private static Change of(PaymentHistory.Change one) {
      return new Change(
          one.moved().isPresent() ? "MOVED" : "TAKEN_BACK", one.toldAs(), one.madeAt(), one.toldAt(),
          MoneyView.of(one.amount()), one.moved().map(PaymentHistory.Move::from),
          one.moved().map(PaymentHistory.Move::to));
    }
  }

  record Tried(
      String campaign, Channel channel, String phone, Instant writtenAt, Optional<Instant> answeredAt,
      Optional<String> outcome) {}

  record Told(
      String campaign, int step, DecisionPoint moment, Instant askedAt, String verdict, String rule, String why,
      Optional<String> code, Optional<Instant> until, String profile) {}

  record Waiting(
      String campaign, int step, Channel channel, ContactState state, Instant notBefore, Instant expiresAt,
      Optional<String> closedWhy) {}

  static ExplanationView of(
      Account account, AccountStatus status, AccountTimeline.Story story, List<PaymentHistory.Entry> payments) {
    return new ExplanationView(
        account(account, story.household()),
        NowView.of(status),
        story.stops().stream().map(stop -> StopView.of(stop, Optional.empty())).toList(),
        story.promises().stream()
            .map(one -> new Promised(one.day(), MoneyView.of(one.amount()), one.state(), one.madeAt()))
            .toList(),
        payments.stream().map(Paid::of).toList(),
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

  private static Told told(AccountTimeline.Told one) {
    var ruled = one.ruled();
    return new Told(
        one.step().campaign(), one.step().number(), one.moment(), one.askedAt(), ruled.verdict(), ruled.rule(),
        ruled.why(), Optional.of(ruled.reason().code()).filter(code -> !code.isEmpty()), ruled.until(), one.profile());
  }
}
