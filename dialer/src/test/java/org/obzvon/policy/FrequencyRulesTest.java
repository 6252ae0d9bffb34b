package org.obzvon.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.policy.Cases.CHISINAU;
import static org.obzvon.policy.Cases.OURS;
import static org.obzvon.policy.Cases.account;
import static org.obzvon.policy.Cases.always;
import static org.obzvon.policy.Cases.call;
import static org.obzvon.policy.Cases.cap;
import static org.obzvon.policy.Cases.caps;
import static org.obzvon.policy.Cases.profile;
import static org.obzvon.policy.Cases.touched;
import static org.obzvon.policy.Limits.Count.ATTEMPTS;
import static org.obzvon.policy.Limits.Count.CONVERSATIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.policy.Decision.Allowed;
import org.obzvon.policy.Decision.Deferred;
import org.obzvon.policy.PastAttempt.Fate;
import org.obzvon.register.Account;

class FrequencyRulesTest {
  private static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z"); // Tuesday, 12:00 in Chisinau
  private static final Account DEBTOR = account(Optional.of(CHISINAU), List.of(Cases.FIRST));
  private static final Instant EARLIER = NOON.minus(Duration.ofHours(3));

  @Test
  void a_cap_of_conversations_counts_answered_and_lost_calls_but_not_unanswered_ones() {
    Profile once = profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.DAY)));
    assertThat(decide(once, call(DEBTOR, Fate.UNANSWERED, EARLIER))).isInstanceOf(Allowed.class);
    assertThat(decide(once, call(DEBTOR, Fate.NEVER_WENT_OUT, EARLIER))).isInstanceOf(Allowed.class);
    assertDeferred(decide(once, call(DEBTOR, Fate.ANSWERED, EARLIER)), "2026-03-10T22:00:00Z", "cap");
    assertDeferred(decide(once, call(DEBTOR, Fate.LOST, EARLIER)), "2026-03-10T22:00:00Z", "cap");
  }

  @Test
  void a_cap_of_attempts_counts_unanswered_ones_too_but_not_what_never_went_out() {
    Profile once = profile(always(), caps(cap(ATTEMPTS, 1, CapWindow.DAY)));
    assertDeferred(decide(once, call(DEBTOR, Fate.UNANSWERED, EARLIER)), "2026-03-10T22:00:00Z", "cap");
    assertThat(decide(once, call(DEBTOR, Fate.NEVER_WENT_OUT, EARLIER))).isInstanceOf(Allowed.class);
  }

  @Test
  void a_calendar_week_ends_on_monday_and_a_month_on_its_first_in_the_debtors_zone() {
    Profile week = profile(always(), caps(cap(ATTEMPTS, 1, CapWindow.CALENDAR_WEEK)));
    Profile month = profile(always(), caps(cap(ATTEMPTS, 1, CapWindow.CALENDAR_MONTH)));
    PastAttempt touch = call(DEBTOR, Fate.UNANSWERED, EARLIER);
    assertDeferred(decide(week, touch), "2026-03-15T22:00:00Z", "cap"); // Monday the 16th, 00:00, UTC+2
    assertDeferred(decide(month, touch), "2026-03-31T21:00:00Z", "cap"); // 1 April, 00:00, already UTC+3
  }

  @Test
  void the_turn_of_the_year_ends_the_day_and_the_month_but_not_the_week() {
    Instant lastMinute = Instant.parse("2026-12-31T21:59:00Z"); // Thursday, 23:59 in Chisinau
    Instant newYear = Instant.parse("2026-12-31T22:00:00Z");
    PastAttempt touch = call(DEBTOR, Fate.ANSWERED, lastMinute);
    assertThat(at(newYear, profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.DAY))), touch))
        .isInstanceOf(Allowed.class);
    assertThat(at(newYear, profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.CALENDAR_MONTH))), touch))
        .isInstanceOf(Allowed.class);
    assertDeferred(
        at(newYear, profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.CALENDAR_WEEK))), touch),
        "2027-01-03T22:00:00Z", "cap");
  }

  @Test
  void a_rolling_window_lets_through_when_the_oldest_that_fills_it_has_left() {
    Profile two = profile(always(), caps(cap(ATTEMPTS, 2, CapWindow.ROLLING_24H)));
    Instant oldest = NOON.minus(Duration.ofHours(20));
    assertDeferred(
        decide(two, call(DEBTOR, Fate.UNANSWERED, oldest), call(DEBTOR, Fate.UNANSWERED, EARLIER)),
        oldest.plus(Duration.ofHours(24)).toString(), "cap");
  }

  @Test
  void when_more_than_the_cap_already_happened_enough_of_them_must_leave() {
    Profile one = profile(always(), caps(cap(ATTEMPTS, 1, CapWindow.ROLLING_24H)));
    assertDeferred(
        decide(one, call(DEBTOR, Fate.UNANSWERED, NOON.minus(Duration.ofHours(20))), call(DEBTOR, Fate.LOST, EARLIER)),
        EARLIER.plus(Duration.ofHours(24)).toString(), "cap");
  }

  @Test
  void seven_rolling_days_over_the_change_of_clocks_are_never_shorter_than_seven_local_days() {
    Instant at = Instant.parse("2026-10-24T09:00:00Z"); // Saturday, 12:00; clocks go back on Sunday
    assertThat(CapWindow.ROLLING_7D.release(at, CHISINAU)).isEqualTo("2026-10-31T10:00:00Z");
    Instant spring = Instant.parse("2026-03-28T10:00:00Z"); // clocks go forward on Sunday
    assertThat(CapWindow.ROLLING_7D.release(spring, CHISINAU)).isEqualTo("2026-04-04T10:00:00Z");
  }

  @Test
  void a_conversation_at_one_minute_to_midnight_is_the_first_of_seven_days_of_pause() {
    Instant late = Instant.parse("2026-03-10T21:59:00Z"); // 23:59 on the 10th
    Limits limits = new Limits(List.of(), List.of(), Optional.of(new Limits.Pause(7, OURS)));
    PastAttempt talk = call(DEBTOR, Fate.ANSWERED, late);
    Decision decision = at(late.plus(Duration.ofHours(10)), profile(always(), limits), talk);
    assertDeferred(decision, "2026-03-16T22:00:00Z", "pause"); // the 17th, 00:00
  }

  @Test
  void the_pause_after_a_conversation_stops_calls_and_not_messages() {
    Limits limits = new Limits(List.of(), List.of(), Optional.of(new Limits.Pause(7, OURS)));
    AccountFacts evidence = touched(call(DEBTOR, Fate.ANSWERED, EARLIER));
    Profile paused = profile(always(), limits);
    assertThat(RuleChain.decide(Cases.facts(DEBTOR, Channel.SMS, paused, evidence, NOON), NOON))
        .isInstanceOf(Allowed.class);
    assertThat(RuleChain.decide(Cases.facts(DEBTOR, Channel.OPERATOR, paused, evidence, NOON), NOON).rule())
        .isEqualTo("pause");
  }

  @Test
  void an_operator_may_not_call_after_the_robot_on_the_same_day_but_a_message_is_counted_apart() {
    Profile once = profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.DAY)));
    AccountFacts evidence = touched(call(DEBTOR, Fate.ANSWERED, EARLIER));
    assertThat(RuleChain.decide(Cases.facts(DEBTOR, Channel.OPERATOR, once, evidence, NOON), NOON).rule())
        .isEqualTo("cap");
    assertThat(RuleChain.decide(Cases.facts(DEBTOR, Channel.SMS, once, evidence, NOON), NOON))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void attempts_keep_their_distance() {
    Limits limits = new Limits(List.of(), List.of(new Limits.Spacing(Medium.CALL, Duration.ofHours(4), OURS)),
        Optional.empty());
    assertDeferred(
        decide(profile(always(), limits), call(DEBTOR, Fate.UNANSWERED, EARLIER)), "2026-03-10T11:00:00Z", "spacing");
  }

  @Test
  void while_a_call_is_open_nothing_else_is_placed_and_its_end_is_asked_about_soon() {
    Profile once = profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.DAY)));
    AccountFacts evidence = touched(call(DEBTOR, Fate.OPEN, NOON.minusSeconds(20)));
    for (Channel channel : Channel.values()) {
      assertDeferred(
          RuleChain.decide(Cases.facts(DEBTOR, channel, once, evidence, NOON), NOON), "2026-03-10T10:05:00Z",
          "under-way");
    }
  }

  @Test
  void an_attempt_that_stays_open_for_longer_than_any_call_counts_as_what_it_may_become() {
    Profile once = profile(always(), caps(cap(CONVERSATIONS, 1, CapWindow.DAY)));
    assertDeferred(
        decide(once, call(DEBTOR, Fate.OPEN, NOON.minus(Duration.ofDays(1)))), "2026-03-10T22:00:00Z", "cap");
  }

  private static Decision decide(Profile profile, PastAttempt... touches) {
    return at(NOON, profile, touches);
  }

  private static Decision at(Instant now, Profile profile, PastAttempt... touches) {
    return RuleChain.decide(Cases.facts(DEBTOR, Channel.ROBOT, profile, touched(touches), now), now);
  }

  private static void assertDeferred(Decision decision, String until, String rule) {
    assertThat(decision).isInstanceOfSatisfying(Deferred.class, deferred -> {
      assertThat(deferred.until()).isEqualTo(until);
      assertThat(deferred.rule()).isEqualTo(rule);
    });
  }
}
