-- A ledger of three campaigns with everything that a comparison counts. Random numbers come from hashes of names, so that
-- every run makes the same rows.
create function chance(name text) returns double precision language sql immutable as
  $$ select ('x' || substr(md5(name), 1, 8))::bit(32)::bigint::double precision / 4294967296 $$;
create function id_of(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function moment(days double precision) returns timestamptz language sql immutable as
  $$ select timestamptz '2026-03-01 08:00:00Z' + round(days * 86400000) * interval '1 ms' $$;

set session_replication_role = replica;

-- parted: a register separated the account from its household; joined: into the household of another account; merged: a
-- register joined two households after the enrolment.
create table seed_account as
select n, drawn,
  n % 37 = 0 as parted, n % 74 = 0 as joined, n % 41 = 0 and n % 37 <> 0 as merged,
  case
    when n % 74 = 0 then 'household ' || (n + 5)
    when n % 37 = 0 then 'new household ' || n
    when n % 41 = 0 then 'household ' || (n + 9)
    else 'household ' || drawn end as household
from (
  select n, case
    when chance('four ' || n / 4) < 0.08 then n / 4 * 4
    when chance('two ' || n / 2) < 0.35 then n / 2 * 2
    else n end as drawn
  from generate_series(100, 1399) n) drawing;

insert into snapshot (id, source, taken_on, file_sha256, imported_at, accepted, rejected)
values (id_of('snapshot'), 'billing', '2026-04-25', '00', moment(0), 0, 0);

insert into account (id, number, household_id, name, service_state, balance, currency, contract_ended_on, left_register_on,
  language, zone, legal_entity, snapshot_id, updated_at)
select id_of('account ' || n), 'A' || n, id_of(household), 'n', 'ACTIVE', -100, 'MDL',
  case when chance('ended ' || n) < 0.06 then date '2026-02-26' + (chance('end ' || n) * 40)::int end,
  case when chance('gone ' || n) < 0.5 then date '2026-04-01' end,
  'RU', case n % 3 when 0 then 'Europe/Chisinau' when 1 then 'Asia/Yekaterinburg' end, false, id_of('snapshot'), moment(0)
from seed_account;

insert into account_phone (account_id, position, e164)
select id_of('account ' || n), 1, '+3736' || (1000000 + n) from seed_account;

insert into overdue (account_id, since, first_seen_on)
select distinct id_of('account ' || n), date '2026-02-10' + (chance('overdue ' || n || ' ' || k) * 60)::int, date '2026-03-01'
from seed_account, generate_series(1, 2) k where chance('debt ' || n || ' ' || k) < 0.4;

insert into campaign (id, name, experiment, definition, definition_sha256, state, simulated, created_at)
select id_of('campaign ' || c), 'campaign ' || c, 'e' || c, 'x', 'abc', 'RUNNING', c = 2, moment(0) from generate_series(1, 3) c;

create table seed_enrolment as
select c, n, drawn, parted, joined, merged, household,
  moment(c * 2 + floor(chance('wave ' || drawn) * 5) + chance('hour ' || n) * 0.2) as enrolled_at,
  case
    when chance('arm ' || c || ' ' || drawn) < 0.3 then 'HOLD_OUT'
    when chance('arm ' || c || ' ' || drawn) < 0.6 then 'ROBOT'
    when chance('arm ' || c || ' ' || drawn) < 0.85 then 'OPERATOR'
    else 'SMS' end as arm
from seed_account, generate_series(1, 3) c
where (c = 1 and n % 10 <> 3) or (c = 2 and n % 2 = 0) or (c = 3 and n % 3 = 0);

insert into assignment (id, experiment, household_id, arm, bucket, seed, weights, assigned_at)
select distinct id_of('assignment ' || c || ' ' || drawn), 'e' || c, id_of('household ' || drawn), arm, 0, 's',
  case
    when c = 3 then 'HOLD_OUT=60,ROBOT=20,OPERATOR=10,SMS=10'
    when chance('wave ' || drawn) < 0.5 then 'HOLD_OUT=30,ROBOT=30,OPERATOR=25,SMS=15'
    else 'HOLD_OUT=31,ROBOT=29,OPERATOR=26,SMS=14,OTHER=0' end, moment(0)
from seed_enrolment;

insert into enrolment (campaign_id, account_id, household_id, drawn_household_id, assignment_id, segment, balance, currency,
  enrolled_at)
select id_of('campaign ' || c), id_of('account ' || n), id_of(case when parted then household else 'household ' || drawn end),
  case when parted then id_of('household ' || drawn) end, id_of('assignment ' || c || ' ' || drawn),
  (array['early', 'late', 'large'])[1 + floor(chance('segment ' || drawn) * 3)::int],
  -round((50 + chance('owes ' || n) * 400)::numeric, 2), case when c = 2 and n % 7 = 0 then 'EUR' else 'MDL' end, enrolled_at
from seed_enrolment;

-- A contact for each k, with one attempt or two. Accounts that are not enrolled in the first campaign are contacted too.
create table seed_contact as
select c, n, k, arm, household, drawn, parted, joined, merged, at,
  case
    when notice then 'SMS'
    when arm = 'SMS' or chance('sms ' || c || '/' || n || '-' || k) < 0.25 then 'SMS'
    when arm = 'OPERATOR' then 'OPERATOR'
    else 'ROBOT' end as channel,
  case when notice then 'NOTICE' when k = 4 then 'PROMISE_DUE' else 'LADDER' end as ground,
  's' || 1 + floor(chance('script ' || c || '/' || n || '-' || k) * 3)::int as script
from (
  select seed.*, k, chance('notice ' || c || '/' || n || '-' || k) < 0.2 as notice,
    moment(c + chance('contact ' || c || '/' || n || '-' || k) * 45) as at
  from (
    select c, n, drawn, parted, joined, merged, household, arm from seed_enrolment
    union all select 1, n, drawn, parted, joined, merged, household, 'ROBOT' from seed_account where n % 10 = 3) seed,
    generate_series(1, 6) k
  where chance('made ' || c || '/' || n || '-' || k) < 0.6) planned
where arm <> 'HOLD_OUT' or notice;

insert into contact (id, campaign_id, household_id, account_id, arm, ground, subject, step, anchor, channel, script, due_at,
  expires_at, not_before, state)
select id_of('contact ' || c || '/' || n || '-' || k), id_of('campaign ' || c), id_of(household), id_of('account ' || n), arm, ground,
  case when ground = 'PROMISE_DUE' then id_of('subject ' || c || '/' || n || '-' || k) end, n * 10 + k, date '2026-03-01', channel,
  script, at, moment(99), at, 'DONE'
from seed_contact;

create table seed_attempt as
select contact.*,
  c || '/' || n || '-' || k || '-' || number as name,
  case
    when outcome = 'FAILED' then (array['CONGESTION', 'EXCHANGE', 'NETWORK', 'SCRIPT', 'CALLED_OFF'])[
      1 + floor(chance('detail ' || c || '/' || n || '-' || k || '-' || number) * 5)::int]
    when outcome = 'NOT_REACHED' then 'NO_ANSWER'
    when outcome = 'UNDELIVERABLE' then 'PREFIX_NOT_ALLOWED' end as detail
from (
  select contact.*, number, at + (number - 1) * interval '3 hours' as written_at, case
    when chance('outcome ' || c || '/' || n || '-' || k || '-' || number) < 0.05 then null
    when chance('outcome ' || c || '/' || n || '-' || k || '-' || number) < 0.2 then 'FAILED'
    when chance('outcome ' || c || '/' || n || '-' || k || '-' || number) < 0.25 then 'LOST'
    when chance('outcome ' || c || '/' || n || '-' || k || '-' || number) < 0.3 then 'UNDELIVERABLE'
    when channel = 'SMS' then 'DELIVERED'
    when chance('outcome ' || c || '/' || n || '-' || k || '-' || number) < 0.65 then 'NOT_REACHED'
    else 'REACHED' end as outcome
  from seed_contact contact, generate_series(1, 2) number
  where chance('tried ' || c || '/' || n || '-' || k || '-' || number) < 0.7) contact;

insert into attempt (id, contact_id, campaign_id, household_id, account_id, arm, ground, number, channel, script, phone, line,
  caller_id, ring_seconds, detect_machine, node, written_at, accepted_at, answered_at, ended_at, closed_at, outcome, detail,
  reason, segments)
select id_of('attempt ' || name), id_of('contact ' || c || '/' || n || '-' || k), id_of('campaign ' || c),
  id_of(case when chance('then ' || name) < 0.5 and not joined and not merged then 'household ' || drawn else household end),
  id_of('account ' || n), arm, ground, number, channel, script, '+3736' || (1000000 + n),
  case when channel = 'SMS' then 'gateway' else 'line' end || n % 2, '', 30, false, 'n', written_at,
  case when chance('accepted ' || name) < 0.6 then written_at + interval '1 s' end,
  case when channel <> 'SMS' and (outcome = 'REACHED' or chance('answered ' || name) < 0.2)
    then written_at + interval '7.25 s' end,
  written_at + interval '7.25 s' + round(chance('talk ' || name) * 200000) * interval '1 ms',
  case when outcome is not null then written_at + interval '9 minutes' end, outcome, detail,
  case when outcome = 'REACHED' and chance('reason ' || name) < 0.5
    then (array['FORGOT', 'NO_MONEY', 'DISPUTE'])[1 + floor(chance('which ' || name) * 3)::int] end,
  case when outcome = 'DELIVERED' then 1 + floor(chance('segments ' || name) * 3)::int end
from seed_attempt;

insert into sms_message (id, occasion, account_id, phone, gateway, sender, template, language, text, encoding, segments, cost,
  currency, told_cost, state, submitted_at)
select id_of('attempt ' || name), 'CONTACT', id_of('account ' || n), '', 'g', 's', script, 'RU', 't', 'GSM7', 2,
  0.35 + n % 5 * 0.01, case when n % 11 = 0 then 'EUR' else 'MDL' end, case when n % 4 = 0 then 0.4125 end,
  case when n % 13 = 0 then 'DECLINED' else 'ACCEPTED' end, written_at
from seed_attempt where channel = 'SMS' and chance('message ' || name) < 0.8;

-- Every attempt of a joined or merged account is allowed. Of the others some are not, or were allowed too late, and a
-- second attempt may have only the permission of the first.
insert into decision (campaign_id, household_id, account_id, contact_id, step, moment, asked_at, verdict, rule, why, profile,
  profile_version)
select id_of('campaign ' || c), id_of(household), id_of('account ' || n), id_of('contact ' || c || '/' || n || '-' || k), 1,
  case when chance('moment ' || name) < 0.95 or joined or merged then 'PLACE' else 'PLAN' end,
  written_at + case when chance('late ' || name) < 0.95 or joined or merged then -2 else 2 end * interval '1 s',
  case when chance('allowed ' || name) < 0.95 or joined or merged then 'ALLOWED' else 'DEFERRED' end, 'r', 'w', 'p', '1'
from seed_attempt where chance('asked ' || name) < 0.95 or joined or merged;

insert into staff_user (id, login, name, role, language, password_hash, change_password, active, created_at)
select id_of('operator ' || o), 'o' || o, 'Operator ' || o, 'OPERATOR', 'RO', '-', false, true, moment(0)
from generate_series(1, 4) o;

insert into desk_conversation (id, operator_id, attempt_id, kind, exchange, queued_at, rang_at, answered_at, ended_at,
  wrapped_up_at, "end", reach, reason)
select id_of('turn ' || name || t), case when n % 9 > 0 then id_of('operator ' || 1 + n % 4) end, id_of('attempt ' || name),
  'ESCALATED', 'a', written_at + t * interval '20 s', case when n % 2 = 0 then written_at + t * interval '21 s' end,
  case when chance('picked ' || name || t) < 0.8 then written_at + t * interval '25 s' end,
  written_at + t * interval '25 s' + round(chance('turn ' || name || t) * 90000) * interval '1 ms',
  case when chance('wrap ' || name || t) < 0.7 then written_at + interval '5 minutes' end, 'TALKED',
  case when chance('reach ' || name || t) < 0.6 then 'RIGHT_PERSON' end,
  case when chance('told ' || name || t) < 0.3 then 'MOVED' end
from seed_attempt, generate_series(1, 2) t
where channel <> 'SMS' and outcome in ('REACHED', 'NOT_REACHED') and chance('desk ' || name || t) < 0.3;

insert into promise (id, attempt_id, account_id, promised_on, amount, currency, made_at, state)
select id_of('promise ' || name), id_of('attempt ' || name), id_of('account ' || n),
  (written_at + interval '3 days')::date, round((20 + chance('sum ' || name) * 100)::numeric, 2), 'MDL',
  written_at + interval '40 s',
  (array['OPEN', 'KEPT', 'PARTLY_KEPT', 'BROKEN'])[1 + floor(chance('promise ' || name) * 4)::int]
from seed_attempt where outcome = 'REACHED' and chance('promised ' || name) < 0.5;

insert into payment (id, external_id, account_id, amount, taken_back, currency, paid_at, imported_at, source)
select id_of('payment ' || n || '-' || p), n || '-' || p, id_of('account ' || n),
  round((10 + chance('amount ' || n || '-' || p) * 300)::numeric, 2), 0, case when n % 50 = 0 then 'EUR' else 'MDL' end,
  moment(-2 + chance('paid ' || n || '-' || p) * 45), moment(-2 + chance('paid ' || n || '-' || p) * 45 + 2), 's'
from seed_account, generate_series(1, 3) p where chance('pays ' || n || '-' || p) < 0.35;
update payment set taken_back = case when chance('whole ' || external_id) < 0.5 then amount else round(amount / 3, 2) end
where chance('back ' || external_id) < 0.15;

insert into suppression (id, phone, account_id, kind, since, until, lifted_at, source)
select id_of('stop ' || n), case when n % 2 = 0 then '+3736' || (1000000 + n) end,
  case when n % 2 = 1 then id_of('account ' || n) end,
  (array['OPT_OUT', 'REFUSAL', 'CONTACT_COMPLAINT', 'DISPUTE'])[1 + floor(chance('kind ' || n) * 4)::int],
  moment(chance('since ' || n) * 40), case when n % 3 = 0 then moment(35) end, case when n % 5 = 0 then moment(30) end, 's'
from seed_account one
where chance('stopped ' || n) < 0.12 and not exists (
  select from seed_account other
  where (other.household = one.household or other.drawn = one.drawn) and (other.joined or other.merged));

set session_replication_role = default;
drop table seed_attempt, seed_contact, seed_enrolment, seed_account;
drop function chance(text), id_of(text), moment(double precision);
