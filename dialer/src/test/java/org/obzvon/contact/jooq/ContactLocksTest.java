package org.obzvon.contact.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.app.Store;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPlans.Plan;
import org.obzvon.contact.Withdrawals;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.queue.jooq.JooqLeases;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests that statements that change several contacts lock them in one order, so that no two wait for each other.
@Tag("slow")
class ContactLocksTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final DataSource database = TestStore.freshDataSource();
  private final DSLContext db = Store.context(database);
  /// Another program's access to the same database.
  private final DSLContext other = Store.context(database);
  private final TestData data = new TestData(db);
  private final Withdrawals withdrawals = new JooqWithdrawals(db, new TestClock(NOON));
  private final JooqContactQueue queue = new JooqContactQueue(db);
  private final JooqLeases leases = new JooqLeases(db);
  private UUID campaign;
  private List<Contact> contacts;

  /// The newest id lies first in the table, so a scan from the front meets the contacts in the wrong order.
  @BeforeEach
  void plan_contacts_whose_place_in_the_table_is_the_reverse_of_their_ids() {
    campaign = data.campaign("c", "");
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(IdGenerator.next());
    }
    ids.sort(Comparator.comparing(UUID::toString).reversed());
    contacts = ids.stream().map(this::plan).toList();
  }

  private Contact plan(UUID id) {
    String number = id.toString();
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), phone(id));
    Contact contact = new Contact(
        id, campaign, new Contact.Debtor(household, account), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(NOON, NOON.plus(Duration.ofDays(2))), 0);
    new JooqContactPlans(db).add(List.of(new Plan.Wait(contact, NOON)), NOON);
    return contact;
  }

  private static String phone(UUID contact) {
    return "+7900" + String.format("%07d", Math.floorMod(contact.hashCode(), 10_000_000));
  }

  @Test
  void a_withdrawal_that_waits_for_the_first_contact_holds_none_of_the_later_ones() throws Exception {
    assertThatOthersStayFreeWhile(() -> withdrawals.ofCampaign(campaign, "the campaign was stopped"));
    assertThat(states()).containsOnly("WITHDRAWN");
  }

  @Test
  void attempts_that_wait_for_the_first_contact_hold_none_of_the_later_ones() throws Exception {
    List<Contact> leased = queue.lease(_ -> List.of(new Share(campaign, Channel.ROBOT, 5)), "a", NOON,
        NOON.plus(LEASE));
    List<Attempt> attempts = leased.stream().map(this::attempt).toList();
    assertThatOthersStayFreeWhile(() -> new JooqLedger(db,
        new JooqEventOutbox(db)).write(attempts, "a", NOON.plus(LEASE)));
    assertThat(states()).containsOnly("IN_PROGRESS");
  }

  @Test
  void upkeep_does_not_wait_for_a_contact_that_somebody_holds() {
    UUID held = first();
    other.transaction(
        () -> {
          lock(other, held);
          assertThat(leases.expire(NOON.plus(Duration.ofDays(3)))).isEqualTo(4);
        });
    assertThat(leases.expire(NOON.plus(Duration.ofDays(3)))).isEqualTo(1);
  }

  private Attempt attempt(Contact contact) {
    return new Attempt(
        IdGenerator.next(), contact, 1, new Phone(phone(contact.id())),
        new Attempt.Route("pbx", "+74950000000", Duration.ofSeconds(30), false), NOON);
  }

  private void assertThatOthersStayFreeWhile(Runnable change) throws Exception {
    try (ExecutorService changer = Executors.newSingleThreadExecutor()) {
      Future<?> changing = other.transactionResult(
          () -> {
            lock(other, first());
            Future<?> started = changer.submit(change);
            await().until(this::somebodyWaits);
            assertThatThrownBy(() -> lockNow(first())).isInstanceOf(DataAccessException.class);
            later().forEach(this::lockNow);
            return started;
          });
      changing.get();
    }
  }

  private UUID first() {
    return contacts.getLast().id();
  }

  private List<UUID> later() {
    return contacts.stream().map(Contact::id).filter(id -> !id.equals(first())).toList();
  }

  private boolean somebodyWaits() {
    String waiting = "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
    return Boolean.TRUE.equals(db.resultQuery(waiting).fetchSingleInto(Boolean.class));
  }

  private static void lock(DSLContext tx, UUID contact) {
    tx.selectOne().from(CONTACT).where(CONTACT.ID.eq(contact)).forUpdate().execute();
  }

  private void lockNow(UUID contact) {
    db.selectOne().from(CONTACT).where(CONTACT.ID.eq(contact)).forUpdate().noWait().execute();
  }

  private Set<String> states() {
    return db.select(CONTACT.STATE).from(CONTACT).fetchSet(CONTACT.STATE);
  }
}
