package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// Tests legally required notices, planned and placed over days in which reminders go out beside them.
@Tag("slow")
class NoticesTest {

  /// Debtors of the same names get their notices on the same days, whether they are reminded by robot, by text or not
  /// at all. The effects of the reminders (open delivery reports, wishes for no more reminders, promises) make no
  /// difference.
  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void who_gets_a_notice_on_which_day_does_not_depend_on_the_arm(
      @ForAll @IntRange(min = 1, max = 5) int robot, @ForAll @IntRange(min = 1, max = 5) int sms,
      @ForAll @IntRange(max = 3) int holdOut, @ForAll long seed) {
    Map<String, LocalDate> inArms;
    Map<String, LocalDate> leftAlone;
    int reminders;
    try (NoticeWorld world = new NoticeWorld("ROBOT: " + robot + ", SMS: " + sms + ", HOLD_OUT: " + holdOut, seed)) {
      inArms = world.walk(6);
      reminders = world.reminders();
    }
    try (NoticeWorld world = new NoticeWorld("ROBOT: 0, SMS: 0, HOLD_OUT: 1", seed)) {
      leftAlone = world.walk(6);
      assertThat(world.reminders()).isZero();
    }
    assertThat(reminders).isPositive();
    assertThat(inArms).isEqualTo(leftAlone);
    assertThat(new TreeMap<>(inArms)).hasSizeGreaterThan(NoticeWorld.ACCOUNTS / 2);
  }

  @Property(tries = 1)
  void every_account_of_a_household_gets_a_notice_of_its_own_and_only_one() {
    try (NoticeWorld world = new NoticeWorld("ROBOT: 0, SMS: 0, HOLD_OUT: 1", 7)) {
      world.walk(6);
      assertThat(world.db.fetchCount(CONTACT, CONTACT.GROUND.eq("NOTICE"))).isEqualTo(NoticeWorld.ACCOUNTS);
      assertThat(world.db.fetchCount(CONTACT, CONTACT.GROUND.eq("LADDER"))).isZero();
    }
  }

  @Property(tries = 1)
  void a_new_restriction_date_is_a_new_notice() {
    try (NoticeWorld world = new NoticeWorld("ROBOT: 0, SMS: 0, HOLD_OUT: 1", 7)) {
      world.walk(6);
      world.db.update(ACCOUNT).set(ACCOUNT.RESTRICTION_ON,
          LocalDate.ofInstant(NOON.plus(Duration.ofDays(9)), NoticeWorld.ZONE))
          .where(ACCOUNT.NUMBER.eq("A3")).execute();
      world.walk(3);
      assertThat(world.db.fetchCount(CONTACT, CONTACT.GROUND.eq("NOTICE"))).isEqualTo(NoticeWorld.ACCOUNTS + 1);
    }
  }
}
