package org.obzvon.person.jooq;

import static org.obzvon.fixture.TestData.NOON;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;

/// Two debtors, Ivanov with account 100 and Petrova with account 200, each with a row in every table that holds
/// personal data. The texts and keys of each contain their own account number, so that a test can search for them
/// anywhere.
public final class PersonWorld {
  public static final String IVANOV = "100";
  public static final String PETROVA = "200";

  public final DSLContext db;
  private final TestData data;
  private final UUID campaign;
  private final UUID webhook = UUID.randomUUID();
  private final UUID operator = UUID.randomUUID();

  public PersonWorld() {
    this(TestStore.fresh());
  }

  public PersonWorld(DSLContext db) {
    this.db = db;
    this.data = new TestData(db);
    this.campaign = data.campaign("autumn", "");
    run("insert into webhook (id, url, secret, events, created_by, created_at) values (?, 'https://x.example', 's',"
        + " array['outcome', 'promise', 'opt-out', 'ticket.opened'], 'test', now())", webhook);
    run("insert into staff_user (id, login, name, role, language, password_hash, change_password, active, created_at)"
        + " values (?, 'olga', 'Olga', 'OPERATOR', 'RU', '', false, true, now())", operator);
    add(IVANOV, phone(IVANOV));
    add(PETROVA, phone(PETROVA));
  }

  /// Executes the statement, with moments in the type that the driver accepts.
  private void run(String sql, Object... values) {
    db.execute(
        sql,
        Stream.of(values).map(value -> value instanceof Instant moment ? Timestamp.from(moment) : value).toArray());
  }

  public static String phone(String number) {
    return "+7900" + number + number.substring(0, 1) + "555";
  }

  public UUID account(String number) {
    return db.fetchSingle("select id from account where number = ?", number).get(0, UUID.class);
  }

  public UUID attempt(String number) {
    return db.fetchSingle("select id from attempt where account_id = ? and channel = 'ROBOT'", account(number))
        .get(0, UUID.class);
  }

  /// Gives the phone to another account, too.
  public void share(String phone, String number) {
    run("insert into account_phone (account_id, position, e164) values (?, 7, ?)", account(number), phone);
  }

  private void add(String number, String phone) {
    UUID household = data.household("payer-" + number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), phone);
    run("update account set name = ?, address = ?, household_key = ?, tags = array[?] where id = ?",
        "Name " + number, "Street " + number, "payer-" + number, "tag-" + number, account);
    UUID assignment = UUID.randomUUID();
    run("insert into assignment values (?, 'autumn', ?, 'ROBOT', 0.5, 's', 'ROBOT=1', ?)", assignment, household, NOON);
    run("insert into enrolment (campaign_id, account_id, household_id, assignment_id, segment, balance, currency, enrolled_at)"
        + " values (?, ?, ?, ?, 'early', -500, 'RUB', ?)", campaign, account, household, assignment, NOON);
    run("insert into overdue values (?, date '2026-11-01', date '2026-11-18')", account);
    UUID call = attempt(number, account, household, phone, "ROBOT", 0);
    UUID text = attempt(number, account, household, phone, "SMS", 1);
    said(number, account, household, phone, call);
    wrote(number, account, phone, text);
    paid(number, account);
  }

  private UUID attempt(String number, UUID account, UUID household, String phone, String channel, int step) {
    UUID contact = UUID.randomUUID();
    UUID attempt = UUID.randomUUID();
    run("insert into contact (id, campaign_id, household_id, account_id, arm, step, anchor, channel, script, due_at, expires_at,"
        + " state, not_before, attempts, closed_at, closed_why) values (?, ?, ?, ?, 'ROBOT', ?, date '2026-11-01', ?, 'payment-active',"
        + " ?, ?, 'DONE', ?, 1, ?, ?)",
        contact, campaign, household, account, step, channel, NOON, NOON, NOON, NOON, "why " + number);
    run("insert into attempt (id, contact_id, campaign_id, household_id, account_id, arm, number, channel, script, phone, line,"
        + " caller_id, ring_seconds, detect_machine, node, written_at, accepted_at, remote_id, answered_at, ended_at, closed_at, outcome,"
        + " detail, keys, tech_cause, segments) values (?, ?, ?, ?, ?, 'ROBOT', 1, ?, 'payment-active', ?, 'pbx', '+74950000000', 25,"
        + " false, 'a', ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?)",
        attempt, contact, campaign, household, account, channel, phone, NOON, NOON, "remote " + number, NOON,
        NOON.plusSeconds(40),
        NOON.plusSeconds(40), channel.equals("SMS") ? "DELIVERED" : "REACHED", "keys " + number, "cause " + number,
        channel.equals("SMS") ? Integer.valueOf(1) : null);
    run("insert into decision (campaign_id, household_id, account_id, contact_id, step, moment, asked_at, verdict, rule, why,"
        + " profile, profile_version, reason) values (?, ?, ?, ?, ?, 'PLACE', ?, 'ALLOWED', '', ?, 'ru', '1', ?::jsonb),"
        + " (?, ?, ?, null, ?, 'PLAN', ?, 'REFUSED', 'hours', ?, 'ru', '1', null)",
        campaign, household, account, contact, step, NOON.minusSeconds(1), "decided " + number,
        "{\"code\": \"code " + number + "\"}",
        campaign, household, account, step, NOON, "refused " + number);
    deliver("outcome", attempt, number);
    return attempt;
  }

  private void deliver(String event, UUID subject, String number) {
    run("insert into webhook_delivery (webhook_id, event, subject, answer) values (?, ?, ?, ?) on conflict (webhook_id, event, subject)"
        + " do update set answer = excluded.answer", webhook, event, subject, "answer " + number);
  }

  private void said(String number, UUID account, UUID household, String phone, UUID call) {
    UUID conversation = UUID.randomUUID();
    UUID ticket = UUID.randomUUID();
    UUID promise = UUID.randomUUID();
    run("insert into desk_conversation (id, operator_id, attempt_id, kind, exchange, operator_leg, queued_at, answered_at, ended_at,"
        + " \"end\", heard, note) values (?, ?, ?, 'ESCALATED', 'pbx', ?, ?, ?, ?, 'TALKED', ?, ?)",
        conversation, operator, call, "leg " + number, NOON, NOON, NOON.plusSeconds(30), "heard " + number,
        "note " + number);
    run("insert into desk_recording values (?, ?, ?, ?)", conversation, NOON, NOON, NOON.plusSeconds(90L * 86_400));
    run("insert into desk_call_back select contact_id, id, ?, ?, ? from attempt where id = ?", operator, NOON, NOON,
        call);
    run("insert into promise (id, attempt_id, account_id, promised_on, amount, currency, made_at, state) values"
        + " (?, ?, ?, date '2026-12-01', 500, 'RUB', ?, 'OPEN')", promise, call, account, NOON);
    run("insert into ticket (id, kind, account_id, household_id, attempt_id, conversation_id, opened_by, words, opened_at,"
        + " last_heard_at, heard_by, hold) values (?, 'DISPUTE', ?, ?, ?, ?, ?, ?, ?, ?, 'OPERATOR', 'NOTHING')",
        ticket, account, household, call, conversation, operator, "complaint " + number, NOON, NOON);
    run("insert into heard_reason (id, account_id, reason, heard_by, source_id, phone, words, heard_at, ticket_id) values"
        + " (?, ?, 'DISPUTE', 'OPERATOR', ?, ?, ?, ?, ?)", UUID.randomUUID(), account, call, phone, "reason " + number,
        NOON, ticket);
    deliver("ticket.opened", ticket, number);
    deliver("promise", promise, number);
    stop(phone, null, "OPT_OUT", number, call);
    stop(null, account, "CONTACT_COMPLAINT", number, call);
    run("insert into appointment (id, account_id, day, from_time, until_time, imported_at) values (?, ?, date '2026-12-01', '10:00',"
        + " '12:00', ?)", UUID.randomUUID(), account, NOON);
    run("insert into audit_entry (at, actor, action, subject) values (?, 'command line', 'account see', ?)", NOON,
        "account " + number);
  }

  private void stop(String phone, UUID account, String kind, String number, UUID call) {
    run("insert into suppression (id, phone, account_id, kind, note, since, source) values (?, ?, ?, ?, ?, ?, ?)",
        UUID.randomUUID(), phone, account, kind, "wish " + number, NOON.plusSeconds(40), "attempt " + call);
  }

  private void wrote(String number, UUID account, String phone, UUID text) {
    run("insert into sms_message (id, occasion, account_id, phone, gateway, sender, template, language, text, encoding, segments, cost,"
        + " currency, state, submitted_at, ended_at, fate, code) values (?, 'CONTACT', ?, ?, 'g', 'OBZVON', 't', 'RU', ?, 'UCS2', 1, 2.5,"
        + " 'RUB', 'ENDED', ?, ?, 'DELIVERED', ?)", text, account, phone, "sent " + number, NOON, NOON,
        "code " + number);
    run("insert into sms_part (message_id, number, gateway, remote_id, remote_key, code) values (?, 1, 'g', ?, ?, ?)",
        text, "part " + number, "part " + number, "code " + number);
    run("insert into sms_report (gateway, remote_ids, phone, fate, code, told_at, received_at, matched_to) values ('g', array[?], ?,"
        + " 'DELIVERED', ?, ?, ?, ?)", "part " + number, phone, "code " + number, NOON, NOON, text);
    run("insert into sms_inbox (id, gateway, remote_id, phone, sender, sent_to, text, received_at, kind, account_id) values (?, 'g', ?, ?,"
        + " ?, 'OBZVON', ?, ?, 'OTHER', ?)", UUID.randomUUID(), "in " + number, phone, phone, "wrote " + number, NOON,
        account);
    UUID incoming = UUID.randomUUID();
    run("insert into sms_incoming (id, gateway, sender, phone, sent_to, reference, total, first_at) values (?, 'g', ?, ?, 'OBZVON', 1, 2, ?)",
        incoming, phone, phone, NOON);
    run("insert into sms_incoming_part (message_id, number, coding, octets, received_at) values (?, 1, 8, ?, ?)",
        incoming, ("octets " + number).getBytes(StandardCharsets.UTF_8), NOON);
  }

  private void paid(String number, UUID account) {
    UUID payment = UUID.randomUUID();
    run("insert into payment (id, external_id, account_id, amount, currency, paid_at, imported_at, source, taken_back) values"
        + " (?, ?, ?, 300, 'RUB', ?, ?, 'bank', 50)", payment, "pay " + number, account, NOON.plusSeconds(3600),
        NOON.plusSeconds(3600));
    run("insert into payment_change (payment_id, kind, source, external_id, account_id, amount, made_at, told_at) values"
        + " (?, 'TAKEN_BACK', 'bank', ?, ?, 50, ?, ?)", payment, "back " + number, account, NOON.plusSeconds(7200),
        NOON.plusSeconds(7200));
  }
}
