package org.obzvon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.obzvon.contact.Channel;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;

/// Tests a year of random questions under the shipped profiles; every allowed contact becomes an attempt.
@Tag("slow")
class YearOfCallsTest {
  private static final Profiles SHIPPED = YamlProfiles.load(Optional.empty(), new JollydayHolidays());
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Property(tries = 30)
  void the_russian_profile_never_exceeds_one_two_and_eight_conversations_nor_its_caps_of_messages(
      @ForAll("zones") ZoneId zone, @ForAll long seed) {
    List<PastAttempt> touches = live(SHIPPED.find("ru-230fz-overdue").orElseThrow(), zone, new Random(seed));
    List<LocalDate> talks = days(touches, zone,
        touch -> touch.medium() == Medium.CALL && touch.counts(Limits.Count.CONVERSATIONS));
    List<LocalDate> messages = days(touches, zone, touch -> touch.medium() == Medium.MESSAGE);
    assertMost(1, talks, day -> day);
    assertMost(2, talks, YearOfCallsTest::monday);
    assertMost(8, talks, YearMonth::from);
    assertMost(2, messages, day -> day);
    assertMost(4, messages, YearOfCallsTest::monday);
    assertMost(16, messages, YearMonth::from);
    assertThat(talks).as("the year is not silent either").hasSizeGreaterThan(40);
  }

  @Property(tries = 20)
  void regulation_f_never_lets_more_than_seven_attempts_into_seven_days_nor_a_call_into_the_pause(
      @ForAll("zones") ZoneId zone, @ForAll long seed) {
    List<PastAttempt> calls = live(SHIPPED.find("us-regf-voluntary").orElseThrow(), zone, new Random(seed)).stream()
        .filter(touch -> touch.medium() == Medium.CALL).toList();
    for (int i = 0; i < calls.size(); i++) {
      PastAttempt call = calls.get(i);
      Instant end = call.times().placed().plus(Duration.ofDays(7));
      assertThat(calls.stream().skip(i).filter(other -> other.times().placed().isBefore(end)).count())
          .isLessThanOrEqualTo(7);
      if (call.counts(Limits.Count.CONVERSATIONS) && i + 1 < calls.size()) {
        LocalDate next = calls.get(i + 1).times().placed().atZone(zone).toLocalDate();
        assertThat(next).isAfterOrEqualTo(call.times().placed().atZone(zone).toLocalDate().plusDays(7));
      }
    }
  }

  @Property(tries = 200)
  void the_strictest_profile_is_at_least_as_strict_as_each_of_its_parts(
      @ForAll("zones") ZoneId zone, @ForAll long seed) {
    Random random = new Random(seed);
    Profile strictest = SHIPPED.find("strictest-union").orElseThrow();
    Account account = Cases.account(Optional.of(zone), List.of(Cases.FIRST));
    Instant now = START.plusSeconds(random.nextInt(365 * 86_400));
    AccountFacts evidence = Cases.touched(
        Stream.generate(() -> touch(account, random, now.minusSeconds(random.nextInt(35 * 86_400))))
            .limit(random.nextInt(6)).toArray(PastAttempt[]::new));
    for (Channel channel : Channel.values()) {
      Decision whole = RuleChain.decide(Cases.facts(account, channel, strictest, evidence, now), now);
      for (Profile part : SHIPPED.all().stream().filter(profile -> profile.notices().isEmpty()).toList()) {
        Decision partly = RuleChain.decide(Cases.facts(account, channel, part, evidence, now), now);
        assertThat(strictness(whole)).as("%s against %s", whole, partly).isGreaterThanOrEqualTo(strictness(partly));
      }
    }
  }

  /// Orders decisions: an allowed contact is the least strict, then deferrals by their length; a refusal is the
  /// strictest.
  private static long strictness(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> 0;
      case Decision.Deferred deferred -> deferred.until().toEpochMilli();
      case Decision.Refused _ -> Long.MAX_VALUE;
    };
  }

  private static PastAttempt touch(Account account, Random random, Instant at) {
    PastAttempt.Fate[] fates = PastAttempt.Fate.values();
    return Cases.touch(
        account, random.nextBoolean() ? Medium.CALL : Medium.MESSAGE, fates[random.nextInt(fates.length)], at);
  }

  /// Asks about three times a day for a year; after a deferral it sometimes asks again at the very instant that it
  /// names.
  private static List<PastAttempt> live(Profile profile, ZoneId zone, Random random) {
    Account account = Cases.account(Optional.of(zone), List.of(Cases.FIRST));
    List<PastAttempt> touches = new ArrayList<>();
    Instant now = START;
    while (now.isBefore(START.plus(Duration.ofDays(365)))) {
      Channel channel = Channel.values()[random.nextInt(3)];
      Instant oldest = now.minus(Duration.ofDays(AccountFactsSource.REACH_DAYS));
      AccountFacts evidence = Cases.touched(
          touches.stream().filter(touch -> !touch.times().placed().isBefore(oldest)).toArray(PastAttempt[]::new));
      Decision decision = RuleChain.decide(Cases.facts(account, channel, profile, evidence, now), now);
      if (decision instanceof Decision.Allowed) {
        touches.add(Cases.touch(account, Medium.of(channel), ended(random), now));
      }
      Instant later = now.plusSeconds(1 + random.nextInt(16 * 3_600));
      now = decision instanceof Decision.Deferred deferred && random.nextBoolean() ? deferred.until() : later;
    }
    return touches;
  }

  private static PastAttempt.Fate ended(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> PastAttempt.Fate.LOST;
      case 1 -> PastAttempt.Fate.UNANSWERED;
      default -> PastAttempt.Fate.ANSWERED;
    };
  }

  private static List<LocalDate> days(List<PastAttempt> touches, ZoneId zone, Predicate<PastAttempt> which) {
    return touches.stream().filter(which).map(touch -> touch.times().placed().atZone(zone).toLocalDate()).toList();
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static void assertMost(int most, List<LocalDate> days, Function<LocalDate, Object> window) {
    assertThat(days.stream().collect(Collectors.groupingBy(window, Collectors.counting())).values())
        .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(most));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
        "Europe/Chisinau", "Europe/Moscow", "Asia/Kamchatka", "Pacific/Auckland", "America/St_Johns",
        "America/Los_Angeles", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
        .map(ZoneId::of);
  }
}
