package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Definition.Priority;
import org.obzvon.campaign.Definition.Turns;
import org.obzvon.contact.Channel;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.ContactQueue.Turn;
import org.obzvon.register.IdGenerator;

/// Tests in memory which campaign gets the free places over many rounds.
class FairSharesTest {
  private final Map<String, UUID> campaigns = new LinkedHashMap<>();
  private final Map<UUID, Turns> turns = new HashMap<>();
  private final Map<UUID, Integer> due = new HashMap<>();
  private final Map<UUID, Integer> lines = new HashMap<>();
  private final Map<UUID, Integer> given = new HashMap<>();
  private Map<Turn, Double> stored = new HashMap<>();

  private void campaign(String name, Turns how, int contacts) {
    UUID id = IdGenerator.next();
    campaigns.put(name, id);
    turns.put(id, how);
    due.put(id, contacts);
  }

  private void rounds(int count, int places) {
    for (int i = 0; i < count; i++) {
      List<FairShares.Taker> takers = new ArrayList<>();
      campaigns.values().forEach(
          id -> takers.add(
              new FairShares.Taker(
                  new Share(id, Channel.ROBOT, lines.getOrDefault(id, Integer.MAX_VALUE)), turns.get(id))));
      FairShares shares = new FairShares(List.of(new FairShares.Free(Channel.ROBOT, places, takers)), stored);
      int taken = 0;
      for (Optional<Share> share = shares.next(); share.isPresent(); share = shares.next()) {
        UUID id = share.get().campaign();
        int some = Math.min(share.get().most(), due.get(id));
        due.merge(id, -some, Integer::sum);
        given.merge(id, some, Integer::sum);
        taken += some;
        shares.taken(some, some == share.get().most());
      }
      assertThat(taken).isLessThanOrEqualTo(places);
      stored.putAll(shares.turns());
    }
  }

  private int given(String name) {
    return given.getOrDefault(campaigns.get(name), 0);
  }

  private void forget() {
    given.clear();
  }

  @Test
  void three_campaigns_on_one_place_get_a_third_each() {
    List.of("a", "b", "c").forEach(name -> campaign(name, Turns.USUAL, 10_000));
    rounds(600, 1);
    for (String name : campaigns.keySet()) {
      assertThat(given(name)).isCloseTo(200, Percentage.withPercentage(10));
    }
  }

  @Test
  void a_campaign_that_has_nothing_due_takes_nothing_from_the_others() {
    campaign("idle", Turns.USUAL, 0);
    campaign("busy", Turns.USUAL, 10_000);
    rounds(100, 1);
    assertThat(given("busy")).isEqualTo(100);
  }

  @Test
  void what_a_campaign_does_not_take_goes_to_the_others_in_the_same_round() {
    campaign("few", Turns.USUAL, 2);
    campaign("b", Turns.USUAL, 10_000);
    campaign("c", Turns.USUAL, 10_000);
    rounds(1, 24);
    assertThat(List.of(given("few"), given("b"), given("c"))).containsExactly(2, 11, 11);
  }

  @Test
  void places_are_shared_by_weight() {
    campaign("one", Turns.USUAL, 10_000);
    campaign("three", new Turns(Priority.USUAL, 3), 10_000);
    rounds(300, 1);
    rounds(100, 7);
    assertThat((double) given("three") / given("one")).isCloseTo(3, within(0.05));
  }

  @Test
  void a_higher_priority_is_served_first_and_leaves_the_rest_to_the_lower_ones_in_turn() {
    campaign("low", new Turns(Priority.LOW, 5), 10_000);
    campaign("usual-1", Turns.USUAL, 10_000);
    campaign("usual-2", Turns.USUAL, 10_000);
    campaign("high", new Turns(Priority.HIGH, 1), 50);
    rounds(70, 1);
    assertThat(given("high")).isEqualTo(50);
    assertThat(List.of(given("usual-1"), given("usual-2"), given("low"))).containsExactly(10, 10, 0);
  }

  @Test
  void a_campaign_that_had_nothing_due_for_long_has_saved_nothing_up() {
    campaign("a", Turns.USUAL, 0);
    campaign("b", Turns.USUAL, 10_000);
    rounds(1_000, 1);
    due.put(campaigns.get("a"), 10_000);
    forget();
    rounds(100, 1);
    assertThat(given("a")).isCloseTo(50, within(1));
  }

  @Test
  void a_campaign_that_was_held_by_its_line_limit_has_saved_nothing_up() {
    campaign("a", Turns.USUAL, 10_000);
    campaign("b", Turns.USUAL, 10_000);
    lines.put(campaigns.get("a"), 0);
    rounds(1_000, 1);
    lines.clear();
    forget();
    rounds(100, 1);
    assertThat(given("a")).isCloseTo(50, within(1));
  }

  @Test
  void a_new_campaign_begins_where_the_others_stand() {
    campaign("old", Turns.USUAL, 10_000);
    rounds(1_000, 1);
    campaign("new", Turns.USUAL, 10_000);
    forget();
    rounds(100, 1);
    assertThat(given("new")).isCloseTo(50, within(1));
  }
}
