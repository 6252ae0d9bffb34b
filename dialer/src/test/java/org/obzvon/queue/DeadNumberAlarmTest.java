package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.LINE_DOUBT;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.DeadNumberDoubts.Doubt;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.register.Account;

/// Tests when a line reports so many numbers as dead that the line itself is at fault.
@Tag("slow")
class DeadNumberAlarmTest {
  private final DSLContext db = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(db);
  private final Account debtor = desk.account("A-1", "+37369100001");
  private final DeadNumberAlarm alarm = new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of("pbx", "other"));

  private void tries(String line, int dead, int busy, Instant from) {
    for (int i = 0; i < dead + busy; i++) {
      String outcome = i < dead ? "UNDELIVERABLE" : "NOT_REACHED";
      desk.attempt(
          desk.contact(debtor, Channel.ROBOT), "+37369100001", line, from.plusSeconds(i), outcome,
          i < dead ? "NO_SUCH_NUMBER" : "BUSY", null);
    }
  }

  private Set<String> doubtedAt(Instant now) {
    alarm.look(now);
    return alarm.open().stream().map(Doubt::line).collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void a_line_that_calls_most_numbers_dead_is_doubted_from_the_first_of_them_until_its_share_is_usual_again() {
    Instant first = NOON.minus(Duration.ofMinutes(20));
    tries("pbx", 12, 3, first);
    tries("other", 2, 13, first);
    assertThat(doubtedAt(NOON)).containsExactly("pbx");
    assertThat(alarm.open().getFirst().since()).isEqualTo(first);
    assertThat(alarm.open().getFirst().count().dead()).isEqualTo(12);
    assertThat(alarm.open().getFirst().count().tries()).isEqualTo(15);

    tries("pbx", 0, 20, NOON);
    Instant later = NOON.plus(Duration.ofMinutes(2));
    assertThat(doubtedAt(later)).isEmpty();
    assertThat(db.selectFrom(LINE_DOUBT).fetchSingle().getUntil()).isEqualTo(later);
  }

  @Test
  void what_is_far_above_is_measured_by_the_lines_own_week() {
    tries("pbx", 3, 97, NOON.minus(Duration.ofDays(2)));
    tries("other", 20, 80, NOON.minus(Duration.ofDays(2)));
    tries("pbx", 10, 25, NOON.minus(Duration.ofMinutes(30)));
    tries("other", 10, 25, NOON.minus(Duration.ofMinutes(30)));
    assertThat(doubtedAt(NOON)).containsExactly("pbx");
  }

  @Test
  void a_few_dead_numbers_are_none_to_worry_about() {
    tries("pbx", DeadNumberAlarm.LEAST_DEAD - 1, 0, NOON.minus(Duration.ofMinutes(30)));
    assertThat(doubtedAt(NOON)).isEmpty();
  }

  @Test
  void a_doubt_that_another_node_has_begun_is_seen_and_kept_once() {
    tries("pbx", 12, 0, NOON.minus(Duration.ofMinutes(30)));
    assertThat(doubtedAt(NOON)).containsExactly("pbx");
    DeadNumberAlarm second = new DeadNumberAlarm(new JooqDeadNumberDoubts(db), Set.of("pbx"));
    second.look(NOON.plusSeconds(30));
    assertThat(second.open()).hasSize(1);
    assertThat(db.fetchCount(LINE_DOUBT)).isOne();
  }
}
