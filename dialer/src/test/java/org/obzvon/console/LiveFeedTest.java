package org.obzvon.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestClock;

class LiveFeedTest {
  private final LiveFeed feed = new LiveFeed(new TestClock(Instant.parse("2026-11-24T12:00:00Z")));

  private static List<String> all(LiveFeed.Subscription subscription) {
    List<String> data = new ArrayList<>();
    for (var message = subscription.poll(); message.isPresent(); message = subscription.poll()) {
      data.add(message.get().data());
    }
    return data;
  }

  @Test
  void a_page_hears_its_own_topic_in_order() {
    AtomicInteger woken = new AtomicInteger();
    var subscription = feed.subscribe("board", OptionalLong.empty(), woken::incrementAndGet);
    feed.news("board", "lines", "1");
    feed.news("desk", "changed", "x");
    feed.state("board", "numbers", "2");
    assertThat(all(subscription)).containsExactly("1", "2");
    assertThat(woken).hasValue(2);
  }

  @Test
  void who_comes_later_gets_the_newest_state_and_the_news_of_late() {
    feed.state("board", "numbers", "old");
    feed.state("board", "numbers", "new");
    feed.news("board", "lines", "a");
    assertThat(all(feed.subscribe("board", OptionalLong.empty(), () -> {}))).containsExactly("new", "a");
  }

  @Test
  void who_comes_back_gets_only_the_news_he_has_not_seen() {
    var first = feed.subscribe("board", OptionalLong.empty(), () -> {});
    feed.news("board", "lines", "a");
    long seen = first.poll().orElseThrow().id();
    first.close();
    feed.news("board", "lines", "b");
    assertThat(all(feed.subscribe("board", OptionalLong.of(seen), () -> {}))).containsExactly("b");
  }

  @Test
  void ids_rise_over_a_restart() {
    feed.news("board", "lines", "a");
    var later = new LiveFeed(new TestClock(Instant.parse("2026-11-24T12:00:01Z")));
    later.news("board", "lines", "b");
    long before = feed.subscribe("board", OptionalLong.empty(), () -> {}).poll().orElseThrow().id();
    assertThat(all(later.subscribe("board", OptionalLong.of(before), () -> {}))).containsExactly("b");
  }

  @Test
  void a_page_that_does_not_read_is_let_go_and_holds_nobody_up() {
    var slow = feed.subscribe("board", OptionalLong.empty(), () -> {});
    var quick = feed.subscribe("board", OptionalLong.empty(), () -> {});
    List<String> heard = new ArrayList<>();
    for (int message = 0; message < 3 * LiveFeed.MOST_QUEUED; message++) {
      feed.news("board", "lines", Integer.toString(message));
      heard.addAll(all(quick));
    }
    assertThat(heard).hasSize(3 * LiveFeed.MOST_QUEUED);
    assertThat(slow.isClosed()).isTrue();
    assertThat(all(slow)).hasSize(LiveFeed.MOST_QUEUED);
    assertThat(feed.open()).isEqualTo(1);
  }

  @Test
  void only_the_newest_few_news_are_remembered() {
    for (int message = 0; message < 100; message++) {
      feed.news("board", "lines", Integer.toString(message));
    }
    assertThat(all(feed.subscribe("board", OptionalLong.empty(), () -> {}))).hasSize(LiveFeed.MOST_REMEMBERED).last()
        .isEqualTo("99");
  }
}
