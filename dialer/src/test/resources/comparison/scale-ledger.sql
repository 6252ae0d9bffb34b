-- A large campaign: accounts in households of one or two, ten attempts each, each with its permission of the policy, and
-- payments. Foreign keys are not checked and the attempts' indexes are left out: the report does not use them.
-- As in real ids, the first eight bytes differ.
create function id_of(place bigint, n bigint) returns uuid language sql immutable as
  $$ select (lpad(to_hex(n), 16, '0') || lpad(to_hex(place), 16, '0'))::uuid $$;

set session_replication_role = replica;
set synchronous_commit = off;
do $$
declare name text;
begin
  for name in select indexname from pg_indexes
    where tablename in ('attempt', 'decision') and indexname not like '%_pkey' and indexname not like '%_key' loop
    execute 'drop index ' || name;
  end loop;
end $$;
alter table attempt drop constraint attempt_contact_id_number_key;

insert into campaign (id, name, experiment, definition, definition_sha256, state, simulated, created_at)
values (id_of(0, 1), 'large', 'e', 'x', 'abc', 'RUNNING', false, '2026-03-01');

insert into account (id, number, household_id, name, service_state, balance, currency, language, legal_entity, snapshot_id,
  updated_at)
select id_of(1, n), 'A' || n, id_of(2, n * 7 / 10), 'n', 'ACTIVE', -100, 'MDL', 'RU', false, id_of(0, 2), '2026-03-01'
from generate_series(1, ${accounts}) n;

insert into assignment (id, experiment, household_id, arm, bucket, seed, weights, assigned_at)
select id_of(3, h), 'e', id_of(2, h), (array['HOLD_OUT', 'ROBOT', 'OPERATOR', 'SMS'])[1 + (hashint8(h) & 3)], 0, 's',
  'HOLD_OUT=25,ROBOT=25,OPERATOR=25,SMS=25', '2026-03-01'
from (select distinct n::bigint * 7 / 10 as h from generate_series(1, ${accounts}) n) households;

insert into enrolment (campaign_id, account_id, household_id, assignment_id, segment, balance, currency, enrolled_at)
select id_of(0, 1), id_of(1, n), id_of(2, n * 7 / 10), id_of(3, n * 7 / 10), (array['early', 'late', 'large'])[1 + n % 3],
  -(50 + n % 400) - 0.25, 'MDL', '2026-03-01 08:00:00Z'
from generate_series(1, ${accounts}) n;

insert into attempt (id, contact_id, campaign_id, household_id, account_id, arm, number, channel, script, phone, line, caller_id,
  ring_seconds, detect_machine, node, written_at, accepted_at, answered_at, ended_at, closed_at, outcome, detail, reason,
  segments)
select id_of(4, k::bigint * ${accounts} + n), id_of(5, k::bigint * ${accounts} + n), id_of(0, 1), id_of(2, n * 7 / 10),
  id_of(1, n), '', 1, (array['ROBOT', 'ROBOT', 'OPERATOR', 'SMS'])[1 + (chance & 3)], 'script-' || (chance >> 2 & 3),
  '+3736' || (1000000 + n), 'line-' || (chance >> 4 & 1), '+37322000000', 30, false, 'node', at, at,
  case when answered then at + interval '9.371 s' end, at + interval '9.371 s' + (chance & 127) * interval '1.117 s',
  at + interval '200 s',
  case when chance & 3 = 3 then 'DELIVERED' when answered then 'REACHED' else 'NOT_REACHED' end,
  case when chance & 3 = 3 or answered then null else 'NO_ANSWER' end,
  case when answered and chance & 32 = 0 then 'NO_MONEY' end, case when chance & 3 = 3 then 1 end
from (
  select n, k, chance, chance & 3 <> 3 and chance & 448 = 0 as answered,
    timestamptz '2026-03-01 09:00:00Z' + k * interval '2 days' + n * interval '13 ms' as at
  from (
    select n, k, hashint8(n + k * 1000000007::bigint) as chance
    from generate_series(1, 10) k, generate_series(1, ${accounts}) n) tries) tries;

insert into decision (campaign_id, household_id, account_id, contact_id, step, moment, asked_at, verdict, rule, why, profile,
  profile_version)
select campaign_id, household_id, account_id, contact_id, 1, 'PLACE', written_at - interval '1 s', 'ALLOWED', 'r', 'w', 'p', '1'
from attempt where ${decisions};

insert into payment (id, external_id, account_id, amount, currency, paid_at, imported_at, source)
select id_of(6 + p, n), p || '-' || n, id_of(1, n), 20 + n % 200, 'MDL',
  timestamptz '2026-03-02' + n % 40 * interval '1 day 1 minute', timestamptz '2026-03-03' + n % 40 * interval '1 day', 's'
from generate_series(1, ${accounts}) n, generate_series(1, 2) p where hashint8(n) & 3 = p or hashint8(n) & 15 = 8;

insert into payment_import (id, source, ran_at, rows_read, rows_taken) values (id_of(0, 3), 's', '2026-04-10', 0, 0);
set session_replication_role = default;
