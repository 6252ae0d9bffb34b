package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CAMPAIGN_TURN;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Definition.Turns;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.fixture.TestData;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.FairShares;
import org.obzvon.register.IdGenerator;

/// Tests two nodes that lease for several campaigns with one place; the database keeps the turns.
@Tag("slow")
class CampaignsInTurnTest extends LeasedContacts {
  private final List<UUID> campaigns = new ArrayList<>();
  private final Map<UUID, Integer> given = new HashMap<>();

  private UUID campaign(String name, int contacts) {
    UUID id = data.campaign(name, "");
    campaigns.add(id);
    List<Plan> waiting = new ArrayList<>();
    for (int i = 0; i < contacts; i++) {
      UUID household = data.household(name + i);
      UUID account = data.debtor(name + i, household, LocalDate.of(2026, 11, 1), "+79001112233");
      waiting.add(
          new Plan.Wait(
              new Contact(
                  IdGenerator.next(), id, new Contact.Debtor(household, account), "ROBOT",
                  new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
                  new Contact.Window(TestData.NOON, TestData.NOON.plusSeconds(100_000)), 0),
              TestData.NOON));
    }
    plans.add(waiting, TestData.NOON);
    return id;
  }

  private void leaseOnOnePlace(int times) {
    for (int i = 0; i < times; i++) {
      List<FairShares.Taker> takers = campaigns.stream()
          .map(id -> new FairShares.Taker(new Share(id, Channel.ROBOT, 20), Turns.USUAL)).toList();
      FairShares.Free one = new FairShares.Free(Channel.ROBOT, 1, takers);
      new JooqContactQueue(db)
          .leaseInTurn(
              open -> new FairShares(List.of(one), open.turns()), i % 2 == 0 ? "a" : "b", clock.instant(), UNTIL)
          .forEach(contact -> given.merge(contact.campaign(), 1, Integer::sum));
    }
  }

  @Test
  void three_campaigns_on_one_place_get_fair_shares_over_rounds_and_nodes_and_an_idle_one_takes_nothing() {
    campaign("idle", 0);
    List<UUID> busy = List.of(campaign("large", 90), campaign("middle", 40), campaign("small", 30));
    leaseOnOnePlace(60);
    assertThat(given).containsOnlyKeys(busy);
    assertThat(given.values()).allSatisfy(count -> assertThat(count).isCloseTo(20, Percentage.withPercentage(10)));
    leaseOnOnePlace(100);
    assertThat(given).containsEntry(busy.get(0), 90).containsEntry(busy.get(1), 40).containsEntry(busy.get(2), 30);
  }

  @Test
  void a_campaign_that_was_stopped_begins_again_where_the_others_are() {
    UUID stopped = campaign("stopped", 60);
    campaign("running", 60);
    leaseOnOnePlace(4);
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "PAUSED").where(CAMPAIGN.ID.eq(stopped)).execute();
    campaigns.remove(stopped);
    leaseOnOnePlace(20);
    assertThat(db.fetchCount(CAMPAIGN_TURN, CAMPAIGN_TURN.CAMPAIGN_ID.eq(stopped))).isZero();
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "RUNNING").where(CAMPAIGN.ID.eq(stopped)).execute();
    campaigns.add(stopped);
    given.clear();
    leaseOnOnePlace(20);
    assertThat(given.get(stopped)).isCloseTo(10, Percentage.withPercentage(10));
  }
}
