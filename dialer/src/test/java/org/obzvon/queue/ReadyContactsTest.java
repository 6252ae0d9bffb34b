package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.IdGenerator;

/// Tests which contacts are prepared ahead and that no others are leased.
@Tag("slow")
class ReadyContactsTest {
  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final List<UUID> prepared = new ArrayList<>();
  private final ReadyContacts ready = new ReadyContacts(queue, some -> some.forEach(one -> prepared.add(one.id())),
      clock);
  private List<Campaign> campaigns;
  private UUID campaign;

  @BeforeEach
  void run_a_campaign() {
    JooqCampaigns store = new JooqCampaigns(db);
    String text = YamlDefinitionTest.GOOD;
    campaign = store.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON).id();
    store.move(campaign, CampaignState.RUNNING, NOON);
    campaigns = store.all();
  }

  private Contact plan(String number, Duration in) {
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+7900111" + number);
    Contact contact = new Contact(
        IdGenerator.next(), campaign, new Contact.Debtor(household, account), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON.plus(in), NOON.plus(Duration.ofDays(2))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON.plus(in))), NOON);
    return contact;
  }

  private Set<UUID> leased(int most) {
    List<Contact> leased = queue.lease(
        _ -> List.of(new Share(campaign, Channel.ROBOT, most, ready.among(campaign))), "a", clock.instant(),
        clock.instant().plusSeconds(60));
    ready.taken(leased);
    return leased.stream().map(Contact::id).collect(Collectors.toSet());
  }

  @Test
  void a_contact_that_is_not_prepared_is_not_leased_and_loses_nothing() {
    Contact contact = plan("0001", Duration.ZERO);
    assertThat(leased(10)).isEmpty();
    assertThat(db.select(CONTACT.STATE, CONTACT.ATTEMPTS).from(CONTACT).fetchSingle().intoList())
        .containsExactly("QUEUED", 0);
    assertThat(ready.round(campaigns)).isFalse();
    assertThat(leased(10)).containsExactly(contact.id());
  }

  @Test
  void contacts_are_prepared_a_quarter_of_an_hour_ahead_and_not_earlier() {
    Contact near = plan("0001", ReadyContacts.AHEAD);
    plan("0002", ReadyContacts.AHEAD.plusSeconds(1));
    ready.round(campaigns);
    assertThat(prepared).containsExactly(near.id());
    assertThat(leased(10)).as("it is not due yet").isEmpty();
  }

  @Test
  void many_contacts_are_prepared_in_the_order_of_their_time_and_in_bounded_rounds() {
    int count = ReadyContacts.PREPARED_A_ROUND + 30;
    for (int i = 0; i < count; i++) {
      plan("%04d".formatted(i), Duration.ofSeconds(i));
    }
    assertThat(ready.round(campaigns)).isTrue();
    assertThat(prepared).hasSize(ReadyContacts.PREPARED_A_ROUND);
    assertThat(ready.among(campaign).orElseThrow()).containsExactlyElementsOf(prepared);
    assertThat(ready.round(campaigns)).isFalse();
    assertThat(prepared).doesNotHaveDuplicates().hasSize(count);
  }

  @Test
  void what_a_stop_interrupted_is_not_ready() {
    plan("0001", Duration.ZERO);
    ReadyContacts stopped = new ReadyContacts(queue, _ -> Thread.currentThread().interrupt(), clock);
    assertThat(stopped.round(campaigns)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped.among(campaign)).isEqualTo(Optional.of(Set.of()));
  }

  @Test
  void what_waits_ready_for_long_is_prepared_again() {
    Contact contact = plan("0001", Duration.ZERO);
    ready.round(campaigns);
    ready.round(campaigns);
    clock.tick(ReadyContacts.LASTS.plusSeconds(1));
    ready.round(campaigns);
    assertThat(prepared).containsExactly(contact.id(), contact.id());
  }

  @Test
  void a_campaign_that_does_not_run_is_not_prepared() {
    plan("0001", Duration.ZERO);
    new JooqCampaigns(db).move(campaign, CampaignState.PAUSED, NOON);
    ready.round(new JooqCampaigns(db).all());
    assertThat(prepared).isEmpty();
    assertThat(ready.among(campaign)).isEqualTo(Optional.of(Set.of()));
  }
}
