package org.obzvon.queue.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Contact;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.queue.ContactQueue.Release;

/// Tests which node gets which contact and which node may write its attempt.
@Tag("slow")
class JooqContactQueueTest extends LeasedContacts {
  @Test
  void of_one_household_one_contact_is_leased_at_a_time() {
    UUID household = data.household("h");
    plan(household, "1", 0);
    plan(household, "2", 1);
    assertThat(lease("a", 10)).hasSize(1);
    assertThat(lease("b", 10)).isEmpty();
  }

  @Test
  void nodes_that_lease_at_once_share_the_contacts_without_overlap() throws Exception {
    for (int i = 0; i < 60; i++) {
      plan("n" + i);
    }
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Contact>>> leases = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String node = "node" + i;
        leases.add(pool.submit(() -> lease(node, 10)));
      }
      List<UUID> all = new ArrayList<>();
      for (Future<List<Contact>> lease : leases) {
        lease.get().forEach(contact -> all.add(contact.id()));
      }
      assertThat(all).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_contact_whose_time_has_not_come_is_not_leased() {
    Contact contact = plan("1");
    queue.release(List.of(new Release.Back(lease("a", 1).getFirst(), NOON.plusSeconds(60))), "a", NOON);
    assertThat(lease("a", 1)).isEmpty();
    clock.tick(Duration.ofSeconds(60));
    assertThat(lease("a", 1)).extracting(Contact::id).containsExactly(contact.id());
  }

  @Test
  void a_campaign_paused_between_lease_and_ledger_places_nothing() {
    plan("1");
    Contact leased = lease("a", 1).getFirst();
    db.update(CAMPAIGN).set(CAMPAIGN.STATE, "PAUSED").execute();
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
  }

  @Test
  void a_contact_withdrawn_between_lease_and_ledger_is_not_placed() {
    Contact contact = plan("1");
    Contact leased = lease("a", 1).getFirst();
    int withdrawn = new JooqWithdrawals(db, clock).ofAccounts(List.of(contact.debtor().account()), "paid");
    assertThat(withdrawn).isEqualTo(1);
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
    assertThat(db.fetchCount(ATTEMPT)).isZero();
    assertThat(state(contact)).isEqualTo("WITHDRAWN");
  }

  @Test
  void a_node_cannot_write_attempts_for_a_lease_that_another_node_holds() {
    plan("1");
    Contact leased = lease("a", 1).getFirst();
    leases.sweepLeases(UNTIL.plusSeconds(1));
    lease("b", 1);
    assertThat(ledger.write(List.of(attempt(leased, 1)), "a", UNTIL)).isEmpty();
  }

  @Test
  void open_attempts_are_counted_by_line_and_campaign() {
    started("1");
    queue.lease(
        open -> {
          assertThat(open.byLine()).containsEntry("pbx", 1);
          assertThat(open.robotCalls()).containsEntry(campaign, 1);
          return List.of();
        },
        "b", NOON, UNTIL);
  }
}
