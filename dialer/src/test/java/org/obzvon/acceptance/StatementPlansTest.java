package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.Ledger.Acceptance;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.contact.jooq.JooqLedger;
import org.obzvon.contact.jooq.JooqOpenAttempts;
import org.obzvon.contact.jooq.JooqOpenContacts;
import org.obzvon.fixture.SentStatements;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqDeadNumberDoubts;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.jooq.JooqContactQueue;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.FakeGateway;
import org.obzvon.sms.Messages;
import org.obzvon.sms.SmsSurroundings;
import org.obzvon.sms.jooq.JooqMessages;
import org.obzvon.webhook.jooq.JooqEventOutbox;

/// Tests that the statements of every contact find their rows by an index, in tables of twenty thousand closed rows and
/// three open ones. The plans are the server's generic plans, made without the values.
@Tag("slow")
class StatementPlansTest {
  private static final int ROWS = 20_000;
  private static final String READ_WHOLE = "Seq Scan on (attempt|contact|sms_message|sms_part|sms_report)\\b";

  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", new FakeGateway()),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private final List<Attempt> open = List.of(desk.attempt(), desk.attempt(), desk.attempt());
  private final SentStatements sent = new SentStatements(desk.db);
  private final Messages messages = new JooqMessages(sent.db(), Duration.ofMinutes(15));

  @BeforeEach
  void fill_the_tables() {
    open.forEach(desk.channel::submit);
    fill(
        "contact", "'id', md5('contact' || n)::uuid, 'step', n, 'state', 'DONE', 'closed_at', due_at",
        "id = '" + open.getFirst().contact().id() + "'");
    fill(
        "attempt",
        "'contact_id', md5('contact' || n)::uuid, 'number', n, 'phone', '+7999' || (1000000 + n), 'closed_at', written_at, 'outcome', 'DELIVERED', 'segments', 2",
        "id = '" + open.getFirst().id() + "'");
    fill(
        "sms_message",
        "'phone', '+7999' || (1000000 + n), 'state', 'ENDED', 'fate', 'DELIVERED', 'ended_at', submitted_at, 'ask_at', null",
        "id = '" + open.getFirst().id() + "'");
    desk.db.execute(
        "insert into sms_part (message_id, number, gateway, remote_id, remote_key, fate) select id, 2, gateway, id, id,"
            + " 'DELIVERED' from sms_message where state = 'ENDED'");
    desk.db.execute(
        "insert into sms_report (gateway, remote_ids, phone, fate, code, told_at, received_at, matched_to) select gateway,"
            + " array[id::text], phone, 'DELIVERED', '', submitted_at, submitted_at, id from sms_message where state = 'ENDED'");
    desk.db.execute("analyze");
  }

  private void fill(String table, String changes, String of) {
    desk.db.execute(
        """
        insert into %1$s select (jsonb_populate_record(old, jsonb_build_object('id', gen_random_uuid(), %2$s))).*
        from %1$s as old, generate_series(10, %3$d) as n where old.%4$s"""
            .formatted(table, changes, ROWS, of));
  }

  /// Returns the plans of all statements on the large tables that the work sends.
  private List<String> plans(Consumer<DSLContext> work) {
    return sent.plans("attempt|contact|sms_\\w+", work);
  }

  private Report delivered(Attempt attempt) {
    return new Report(attempt.id(), new Delivered(2), Optional.empty(), now(), Trace.NONE);
  }

  private Instant now() {
    return desk.clock.instant();
  }

  private static void assertByIndex(List<String> plans) {
    assertThat(plans).allSatisfy(plan -> assertThat(plan).doesNotContainPattern(READ_WHOLE));
  }

  @Test
  void an_attempt_is_accepted_and_closed_by_its_id_and_not_from_the_list_of_open_ones() {
    Attempt attempt = open.getFirst();
    List<String> plans = plans(
        db -> {
          JooqLedger ledger = new JooqLedger(db, new JooqEventOutbox(db));
          ledger.accepted(List.of(new Acceptance(attempt.id(), "1", now())));
          ledger.tries(List.of(attempt.contact().id()));
          ledger.close(List.of(delivered(attempt)), _ -> Optional.empty(), now());
          ledger.close(List.of(delivered(attempt)), _ -> Optional.empty(), now());
        });

    assertByIndex(plans);
    assertThat(plans).noneMatch(plan -> plan.contains("attempt_open")).anyMatch(plan -> plan.contains("attempt_pkey"));
  }

  @Test
  void a_report_finds_its_segment_by_the_gateways_id_and_its_number_by_the_number() {
    DeliveryReport known = desk.report("g", "g-1", open.get(0), DeliveryStatus.DELIVERED);
    DeliveryReport stranger = desk.report("g", "x", open.get(1), DeliveryStatus.DELIVERED);
    List<String> plans = plans(
        _ -> {
          messages.handedOver(open.get(1).id(), List.of(Optional.empty(), Optional.of("y")), false);
          messages.reported(known, now());
          messages.reported(stranger, now());
          messages.giveUp(open.get(1).id(), now());
          messages.reported(stranger, now());
        });

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("sms_part_remote"))
        .anyMatch(plan -> plan.contains("sms_message_phone"));
  }

  @Test
  void an_answer_finds_the_reports_that_wait_for_it_among_the_few_without_a_message() {
    List<String> plans = plans(
        _ -> {
          messages.handedOver(open.get(2).id(), List.of(Optional.of("z")), true);
          messages.handedOver(open.get(1).id(), List.of(Optional.empty()), false);
        });

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("sms_report_unmatched"));
  }

  @Test
  void what_comes_next_for_an_account_is_found_by_the_account() {
    assertByIndex(plans(db -> new JooqOpenContacts(db).of(open.getFirst().contact().debtor().account())));
  }

  @Test
  void a_round_after_unheard_messages_reads_those_that_are_due_alone() {
    List<String> plans = plans(
        _ -> {
          messages.due(now(), 200);
          messages.askAgain(open.getFirst().id(), now());
          messages.untold(now(), 200);
          messages.neverHandedOver(SmsSurroundings.LINE, now(), 200);
          messages.open("g");
        });

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("sms_message_ask"));
  }

  @Test
  void a_lease_reads_the_queue_and_what_is_open_alone() {
    Share share = new Share(open.getFirst().contact().campaign(), Channel.SMS, 200, Optional.empty(), Set.of());
    List<String> plans = plans(db -> new JooqContactQueue(db)
        .lease(_ -> List.of(share), "node", now(), now().plus(Duration.ofMinutes(5))));

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("contact_queue")).anyMatch(plan -> plan.contains("attempt_open"));
  }

  @Test
  void what_a_lost_answer_or_a_dead_node_has_left_is_found_among_the_leased_and_the_open_alone() {
    List<String> plans = plans(
        db -> {
          new JooqContactQueue(db).takeBack("node", now());
          new JooqLedger(db, new JooqEventOutbox(db)).written(List.of(open.getFirst().id()));
          new JooqOpenAttempts(db, "node", desk.clock).takeOver(SmsSurroundings.LINE, 100);
        });

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("contact_lease")).anyMatch(plan -> plan.contains("attempt_open"));
  }

  @Test
  void what_lines_say_of_numbers_is_counted_by_the_line_and_its_time() {
    List<String> plans = plans(db -> new JooqDeadNumberDoubts(db)
        .counts(List.of(SmsSurroundings.LINE), now().minus(Duration.ofHours(1)), now()));

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("attempt_got_through"))
        .anyMatch(plan -> plan.contains("attempt_said_dead"));
  }

  @Test
  void whether_a_line_got_through_to_numbers_with_the_same_beginning_is_found_by_an_index_of_its_own() {
    var account = new JooqAccounts(desk.db).byIds(List.of(open.getFirst().contact().debtor().account())).values();
    List<String> plans = plans(db -> new JooqAccountFacts(db).about(account, now()));

    assertByIndex(plans);
    assertThat(plans).anyMatch(plan -> plan.contains("attempt_got_through_beginning"));
  }
}
