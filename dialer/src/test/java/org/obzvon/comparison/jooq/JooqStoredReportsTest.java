package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.StoredReports;
import org.obzvon.comparison.StoredReports.Finished;
import org.obzvon.comparison.StoredReports.Reached;
import org.obzvon.comparison.StoredReports.Run;
import org.obzvon.comparison.StoredReports.State;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

@Tag("slow")
class JooqStoredReportsTest {
  private final DSLContext db = TestStore.fresh();
  private final UUID campaign = new TestData(db).campaign("spring", "");
  private final StoredReports stored = new JooqStoredReports(db);
  private final Run first = new Run(IdGenerator.next(), campaign, "a");
  private final Run second = new Run(IdGenerator.next(), campaign, "b");

  private static Finished report(Instant madeAt, String text) {
    return new Finished(
        madeAt, Optional.of(NOON),
        Map.of(Language.RU, text + " ru", Language.RO, text + " ro", Language.EN, text + " en"), "{}");
  }

  @Test
  void a_second_run_of_a_campaign_does_not_begin_while_the_first_is_alive() {
    assertThat(stored.begin(first, NOON)).isTrue();
    stored.alive(first, new Reached(30, 100), NOON.plusSeconds(29));
    assertThat(stored.begin(second, NOON.plusSeconds(50))).isFalse();
    assertThat(stored.state(campaign, NOON.plusSeconds(50)))
        .contains(new State.Running(NOON, new Reached(30, 100)));
  }

  @Test
  void a_run_whose_node_died_gives_way_to_another() {
    stored.begin(first, NOON);
    Instant later = NOON.plus(StoredReports.LONGEST_SILENCE).plusSeconds(1);
    assertThat(stored.state(campaign, later)).isEmpty();
    assertThat(stored.begin(second, later)).isTrue();
    stored.alive(first, new Reached(99, 100), later);
    assertThat(stored.state(campaign, later)).contains(new State.Running(later, new Reached(0, 0)));
  }

  @Test
  void a_finished_report_is_stored_in_every_language_and_ends_its_run() {
    stored.begin(first, NOON);
    stored.finish(first, report(NOON, "one"));
    assertThat(stored.state(campaign, NOON)).isEmpty();
    assertThat(stored.page(campaign, Language.RO))
        .contains(new StoredReports.Page(NOON, "a", Optional.of(NOON), "one ro"));
    assertThat(stored.begin(second, NOON)).isTrue();
  }

  @Test
  void a_report_that_was_made_earlier_does_not_replace_a_newer_one() {
    stored.finish(second, report(NOON.plusSeconds(60), "newer"));
    stored.finish(first, report(NOON, "older"));
    assertThat(stored.page(campaign, Language.EN).orElseThrow().html()).isEqualTo("newer en");
  }

  @Test
  void a_failed_run_says_why_until_another_begins() {
    stored.begin(first, NOON);
    stored.fail(first, "the disk is full", NOON.plusSeconds(5));
    assertThat(stored.state(campaign, NOON.plusSeconds(9_000)))
        .contains(new State.Failed(NOON.plusSeconds(5), "the disk is full"));
    assertThat(stored.begin(second, NOON.plusSeconds(6))).isTrue();
    assertThat(stored.state(campaign, NOON.plusSeconds(6)))
        .contains(new State.Running(NOON.plusSeconds(6), new Reached(0, 0)));
  }
}
