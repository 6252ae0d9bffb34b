-- The tables of Obzvon, by area:
--
--   1. Register                accounts, households, phones, appointments, outages
--   2. Staff and access        users, sessions, API keys, the audit log
--   3. Campaigns               arms and the accounts that a campaign took in
--   4. Contacts                planned contacts, attempts, promises, decisions
--   5. Suppressions            stops, and what of them outlives an erase
--   6. Operators' desk         seats, conversations, recordings, call-backs
--   7. Reasons and tickets     why debtors say they have not paid, and what a person must answer
--   8. Text messages           outgoing and incoming texts, delivery reports, spending
--   9. Payments                payments, later changes of them, imports
--  10. Comparison              registered plans and the looks at results
--  11. Lines and calls         faults of lines, the key of the call tokens
--  12. Webhooks                deliveries to other programs
--  13. Alerts                  faults of the service and the mails about them
--  14. Upkeep                  backups, restores, retention
--
-- Conventions: an id that leaves the service is a UUIDv7. Money has its currency beside it. A moment is a timestamptz,
-- a day is a date in the debtor's zone. A null is explained at its column. Rights are granted when the program opens
-- the database.


-- ---------------------------------------------------------------------------------------------------------------------
-- 1. Register
-- ---------------------------------------------------------------------------------------------------------------------

-- A dated list of overdue accounts, as billing gave it.
create table snapshot (
  id           uuid primary key,
  source       text not null,
  taken_on     date not null,
  file_sha256  text not null,
  imported_at  timestamptz not null,
  accepted     int not null check (accepted >= 0),
  rejected     int not null check (rejected >= 0)
);

-- The unit of randomisation and of contact limits. The arm is drawn from the key.
create table household (
  id          uuid primary key,
  key         text not null unique,
  created_at  timestamptz not null
);

create table account (
  id                     uuid primary key,
  number                 text not null unique,
  household_id           uuid not null references household,
  household_key          text,                          -- as billing gave it; null: it gave none
  name                   text not null,
  address                text not null default '',
  district               text not null default '',
  service                text not null default '',
  tariff                 text not null default '',
  service_state          text not null check (service_state in ('ACTIVE', 'RESTRICTED')),
  -- Below zero: the account owes. Includes the payments that the register cannot know.
  balance                numeric(14, 2) not null,
  register_balance       numeric(14, 2),                -- as the newest register stated it; null: equal to balance
  -- When the newest of those payments was imported that the register may or may not contain.
  payment_told_at        timestamptz,
  payment_announced_for  timestamptz,                   -- begin of the day from which the next announced payment counts
  currency               char(3) not null,
  debt_since             date,
  restriction_on         date,
  -- Last day of the contract; null: it goes on, or billing did not say.
  contract_ended_on      date,
  language               text not null check (language in ('RU', 'RO', 'EN')),
  zone                   text,                          -- null: unknown, and then nobody is contacted
  legal_entity           boolean not null,
  tags                   text[] not null default '{}',
  -- A snapshot of the account's source. The newest one contains every account that has not left and is not erased; an
  -- account that has left or is erased has the last one that contained it. A snapshot in which an account is the same
  -- as before writes nothing.
  snapshot_id            uuid not null references snapshot,
  left_register_on       date,                          -- null: the account is in the newest snapshot of its source
  -- The person was erased: the account has a made-up number, no name and no phone. The row stays because the comparison
  -- counts it. The moment of the erase is not kept: it would lead from the audit log back to the person.
  erased                 boolean not null default false,
  updated_at             timestamptz not null,
  -- The transaction that last changed something by which campaigns choose accounts and plan steps. A campaign's tick reads
  -- only accounts that changed since its last one. The trigger sets it, so no statement can forget it.
  changed_in             bigint not null default pg_current_xact_id()::text::bigint
);
create function mark_changed_account() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id()::text::bigint;
  return new;
end $$;
create trigger account_changes before update on account for each row
  when (
    (old.household_id, old.balance, old.currency, old.service_state, old.district, old.debt_since, old.restriction_on,
      old.zone, old.legal_entity, old.tags, old.left_register_on, old.erased)
    is distinct from
    (new.household_id, new.balance, new.currency, new.service_state, new.district, new.debt_since, new.restriction_on,
      new.zone, new.legal_entity, new.tags, new.left_register_on, new.erased))
  execute function mark_changed_account();
create index account_household on account (household_id);
create index account_changed on account (changed_in) where balance < 0 and left_register_on is null and not erased;
-- The overdue accounts in the order in which a campaign's tick reads them: the largest debt first.
create index account_overdue on account (balance, number) where balance < 0 and left_register_on is null and not erased;
create index account_announced on account (payment_announced_for) where payment_announced_for is not null;

create table account_phone (
  account_id  uuid not null references account on delete cascade,
  position    int not null,
  e164        text not null check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  -- A number with an extension is called by operators only; the robot and texts do not use it.
  extension   text check (extension ~ '^[0-9]{1,6}$'),
  -- Since when registers list the number for this account without a break. What the network said about it earlier does
  -- not count: the number may have had another owner.
  listed_at   timestamptz not null default '1970-01-01 00:00:00Z',
  primary key (account_id, position)
);
create index account_phone_number on account_phone (e164);

-- The debts that registers showed, one row a debt. An account that paid and has a row that began later is overdue
-- again. Registers that do not state the date of the debt leave no row.
create table overdue (
  account_id     uuid not null references account on delete cascade,
  since          date not null,
  first_seen_on  date not null,
  primary key (account_id, since)
);

-- When a technician comes to connect the service. An account has at most one coming appointment. A row is never moved
-- to another time but cancelled, so that what debtors were told stays on record.
create table appointment (
  id            uuid primary key,
  account_id    uuid not null references account,
  day           date not null,
  from_time     time not null,
  until_time    time not null,
  imported_at   timestamptz not null,
  cancelled_at  timestamptz,
  check (from_time < until_time)
);
create unique index appointment_coming on appointment (account_id, day) where cancelled_at is null;
create index appointment_day on appointment (day) where cancelled_at is null;
create index appointment_account on appointment (account_id);

-- Districts in which the service is down: nobody is reminded to pay for a service that does not work.
create table outage (
  id        uuid primary key,
  district  text not null,
  since     timestamptz not null,
  until     timestamptz                                 -- null: goes on
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 2. Staff and access
-- ---------------------------------------------------------------------------------------------------------------------

create table staff_user (
  id               uuid primary key,
  login            text not null unique check (login = lower(login)),
  name             text not null,
  role             text not null check (role in ('OPERATOR', 'SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR')),
  language         text not null check (language in ('RU', 'RO', 'EN')),
  password_hash    text not null,
  -- Another person chose the password: it must be replaced at sign-in.
  change_password  boolean not null,
  -- Until when such a password opens one session; null: the user's own password.
  one_time_until   timestamptz,
  endpoint         text,                                -- an operator's telephone as the exchange dials it: PJSIP/101
  exchange         text,                                -- the exchange at which that telephone is registered
  speaks           text[] not null default '{}',        -- languages in which an operator takes calls
  active           boolean not null,
  created_at       timestamptz not null,
  check ((endpoint is null) = (exchange is null))
);
create unique index staff_user_endpoint on staff_user (exchange, endpoint) where active and endpoint is not null;

-- The token itself is only in the browser; the table holds its SHA-256.
create table staff_session (
  token_sha256  bytea primary key,
  user_id       uuid not null references staff_user,
  csrf          text not null,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null
);
create index staff_session_user on staff_session (user_id);

-- Wrong passwords and keys, to slow down guessing. Old rows are removed.
create table sign_in_failure (
  id       bigint generated always as identity primary key,
  login    text not null,
  address  text not null,
  at       timestamptz not null
);
create index sign_in_failure_login on sign_in_failure (login, at);
create index sign_in_failure_address on sign_in_failure (address, at);

create table api_key (
  id          uuid primary key,
  name        text not null,
  key_sha256  bytea not null unique,
  scopes      text[] not null,
  created_by  uuid references staff_user,               -- null: made on the command line
  created_at  timestamptz not null,
  used_at     timestamptz,
  revoked_at  timestamptz
);

-- The answer to a request with an idempotency key: the same request is executed once and answered alike.
create table api_answer (
  key_id           uuid not null references api_key,
  idempotency_key  text not null,
  request_sha256   bytea not null,                      -- of method, path, query and body
  begun_at         timestamptz not null,
  -- From this moment on, a request without an answer counts as aborted and may be made again.
  held_until       timestamptz not null,
  status           int,                                 -- null: not answered yet
  content_type     text,
  body             bytea,
  primary key (key_id, idempotency_key),
  check ((status is null) = (body is null))
);
create index api_answer_begun on api_answer (begun_at);

-- Every command, from the pages, the API and the command line. The service's account can only read and add rows.
create table audit_entry (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  actor    text not null,                               -- login of a user, name of a key, or 'command line'
  user_id  uuid references staff_user,
  key_id   uuid references api_key,
  action   text not null,
  subject  text not null,                               -- what the command changed: campaign NAME, account NUMBER
  before   jsonb,
  after    jsonb
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_subject on audit_entry (subject, at);

create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is never changed';
end $$;
create trigger audit_entry_is_final before update or delete on audit_entry
  for each row execute function keep_audit_entry();
create trigger audit_entry_is_kept before truncate on audit_entry
  for each statement execute function keep_audit_entry();


-- ---------------------------------------------------------------------------------------------------------------------
-- 3. Campaigns
-- ---------------------------------------------------------------------------------------------------------------------

create table campaign (
  id                 uuid primary key,
  name               text not null unique,
  experiment         text not null,
  definition         text not null,                     -- the campaign's file, as it was loaded
  definition_sha256  text not null,
  state              text not null check (state in ('DRAFT', 'RUNNING', 'PAUSED', 'STOPPED')),
  simulated          boolean not null,                  -- a rehearsal
  created_at         timestamptz not null,
  started_at         timestamptz,
  ended_at           timestamptz
);

-- How far the ticks of a campaign have read the accounts. No row: the next tick reads all overdue accounts.
create table campaign_scan (
  campaign_id        uuid primary key references campaign on delete cascade,
  definition_sha256  text not null,                     -- the definition by which the accounts were judged
  -- The database server in which the transaction was counted: another one, after a restore, counts anew.
  server             bigint not null,
  seen_before        bigint not null,                   -- changes by earlier transactions were read (account.changed_in)
  due_at             timestamptz not null               -- before this moment nothing falls due for an unchanged account
);

-- The arm of a household in an experiment: drawn once and kept in all its campaigns.
create table assignment (
  id            uuid primary key,
  experiment    text not null,
  household_id  uuid not null references household,
  arm           text not null,
  bucket        numeric(5, 4) not null,                 -- the household's draw, from 0 to below 1
  seed          text not null,
  weights       text not null,                          -- the arms' weights at the time of the draw
  assigned_at   timestamptz not null,
  unique (experiment, household_id)
);
create index assignment_household on assignment (household_id);

-- The analysis set: an account as it was when a campaign took it in. Rows are never deleted.
create table enrolment (
  campaign_id         uuid not null references campaign,
  account_id          uuid not null references account,
  household_id        uuid not null references household,
  -- The household with which the arm was drawn, if a later register separated the account from it; null: household_id.
  drawn_household_id  uuid references household,
  assignment_id       uuid not null references assignment,
  segment             text not null,
  balance             numeric(14, 2) not null,
  currency            char(3) not null,
  debt_since          date,
  restriction_on      date,
  enrolled_at         timestamptz not null,
  primary key (campaign_id, account_id)
);
create index enrolment_household on enrolment (household_id);
create index enrolment_account on enrolment (account_id);

-- How much of a channel each running campaign was given, divided by its weight. The campaign with the least is served
-- next. A campaign that stops loses its row and begins again level with the others.
create table campaign_turn (
  campaign_id  uuid not null references campaign on delete cascade,
  channel      text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  served       double precision not null,
  leased_at    timestamptz not null,                    -- when a contact of the channel was last leased in its turn
  primary key (campaign_id, channel)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 4. Contacts
-- ---------------------------------------------------------------------------------------------------------------------

-- Planned contacts. The table is also the queue.
create table contact (
  id             uuid primary key,
  campaign_id    uuid not null references campaign,
  household_id   uuid not null references household,
  account_id     uuid not null references account,
  arm            text not null,
  -- Why the contact is made: by the campaign's ladder, because a notice is due, or because of an event.
  ground         text not null default 'LADDER'
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT', 'ASKED')),
  -- The event: a promise, payment, appointment, or the call in which a text was asked for.
  subject        uuid,
  step           int not null check (step >= 0),        -- position in the ladder; a high number for an event
  -- The debt or restriction date from which the ladder counts, or the day of the event.
  anchor         date not null,
  -- A payment withdrew the contact and was taken back: the step may be planned again.
  step_released  boolean not null default false,
  channel        text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  script         text not null,                         -- IVR script or text template
  -- The operator who promised to call; others get the contact only in their absence. Null: any operator.
  operator_id    uuid references staff_user,
  due_at         timestamptz not null,
  expires_at     timestamptz not null,
  -- When the queue may lease it: due_at, or later after a deferral or retry.
  not_before     timestamptz not null,
  state          text not null check (
    state in ('QUEUED', 'LEASED', 'IN_PROGRESS', 'DONE', 'WITHDRAWN', 'REFUSED', 'EXPIRED')),
  attempts       int not null default 0,                -- without the tries that failed by a fault of ours
  -- Tries that failed by a fault of ours: they use no attempt and no limit.
  faults         int not null default 0,
  leased_by      text,
  leased_until   timestamptz,
  closed_at      timestamptz,
  closed_why     text,
  constraint contact_subject check ((ground in ('LADDER', 'NOTICE')) = (subject is null))
);
-- A step of the ladder is made once for a household, a notice once for an account (each contract has its own right to
-- it), and an event leads to one contact at most, over all campaigns.
create unique index contact_step on contact (campaign_id, household_id, anchor, step)
  where ground = 'LADDER' and not step_released;
create unique index contact_notice on contact (campaign_id, account_id, anchor, step)
  where ground = 'NOTICE' and not step_released;
create unique index contact_happening on contact (ground, subject) where subject is not null and not step_released;
create index contact_queue on contact (campaign_id, channel, not_before, id) where state = 'QUEUED';
create index contact_promised on contact (operator_id, not_before) where state = 'QUEUED' and operator_id is not null;
create index contact_taken on contact (household_id) where state in ('LEASED', 'IN_PROGRESS');
create index contact_lease on contact (leased_until) where state in ('LEASED', 'IN_PROGRESS');
create index contact_household on contact (household_id);
create index contact_account on contact (account_id);
create index contact_subject on contact (subject) where subject is not null;
create index contact_pages on contact (due_at, id);
create index contact_campaign_pages on contact (campaign_id, due_at, id);

-- One row an attempt, written before the attempt is placed. Its id is also the channel id at the exchange.
create table attempt (
  id              uuid primary key,
  contact_id      uuid not null references contact,
  campaign_id     uuid not null references campaign,
  household_id    uuid not null references household,
  account_id      uuid not null references account,
  arm             text not null,
  ground          text not null default 'LADDER'
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT', 'ASKED')),
  -- Counts all tries of the contact, also those that failed by a fault of ours.
  number          int not null check (number > 0),
  channel         text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  script          text not null,
  phone           text not null,
  line            text not null,
  caller_id       text not null,
  ring_seconds    int not null check (ring_seconds > 0),
  detect_machine  boolean not null,
  node            text not null,
  written_at      timestamptz not null,
  accepted_at     timestamptz,                          -- when the exchange or the gateway accepted it
  remote_id       text,                                 -- the id that the exchange or the gateway gave
  answered_at     timestamptz,
  ended_at        timestamptz,
  closed_at       timestamptz,                          -- when the outcome was stored
  outcome         text check (outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED', 'UNDELIVERABLE', 'FAILED', 'LOST')),
  detail          text,
  reason          text,                                 -- why the debtor has not paid
  keys            text,                                 -- pressed by the debtor
  hangup_cause    int,
  tech_cause      text,
  segments        int,
  corrected_at    timestamptz,                          -- when the real outcome replaced LOST
  unique (contact_id, number),
  check ((closed_at is null) = (outcome is null)),
  constraint attempt_corrected check (
    corrected_at is null
    or (channel = 'SMS' and outcome in ('DELIVERED', 'UNDELIVERABLE', 'FAILED'))
    or (channel in ('ROBOT', 'OPERATOR') and outcome in ('REACHED', 'NOT_REACHED', 'UNDELIVERABLE')))
);
create index attempt_open on attempt (written_at) where closed_at is null;
create index attempt_household on attempt (household_id, written_at);
create index attempt_account on attempt (account_id, written_at);
create index attempt_phone on attempt (phone, written_at);
create index attempt_campaign on attempt (campaign_id, closed_at, id);
create index attempt_pages on attempt (closed_at, id) where closed_at is not null;
create index attempt_lost_text on attempt (id) where outcome = 'LOST' and channel = 'SMS';
-- Whether a line got through to anybody around a time: a line that says "no such number" of every number is not
-- believed.
create index attempt_got_through on attempt (line, written_at) where outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED');
-- The same for numbers with the same beginning: a line's "no such number" is believed only where it gets through to
-- others.
create index attempt_got_through_beginning on attempt (line, (left(phone, 5)), written_at)
  where outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED');
-- How many numbers a line reported as dead in a period.
create index attempt_said_dead on attempt (line, written_at)
  where outcome = 'UNDELIVERABLE' and detail in ('NO_SUCH_NUMBER', 'BARRED');

-- Returns whether only personal data of a closed row change, and an erase changes them. Nothing else may.
create function is_erased(now jsonb, before jsonb, personal text[]) returns boolean language sql as $$
  select coalesce(current_setting('obzvon.erasing', true), '') = 'on' and now - personal = before - personal
$$;

-- A closed attempt is never changed, with two exceptions: an erase removes personal data, and LOST is replaced once, by
-- a late delivery report of a text or by what an operator records late about a call.
create function keep_closed_attempt() returns trigger language plpgsql as $$
declare
  told text[] := array['outcome', 'detail', 'corrected_at'];
begin
  if tg_op = 'UPDATE' and is_erased(to_jsonb(new), to_jsonb(old), array['phone', 'keys', 'tech_cause', 'remote_id']) then
    return new;
  end if;
  told := told || case new.channel when 'SMS' then array['segments', 'tech_cause', 'ended_at'] else array['reason'] end;
  if tg_op = 'UPDATE' and old.outcome = 'LOST' and old.corrected_at is null and new.corrected_at is not null
     and to_jsonb(new) - told = to_jsonb(old) - told then
    return new;
  end if;
  raise exception 'attempt % is closed and is never changed', old.id;
end $$;
create trigger attempt_is_final before update or delete on attempt
  for each row when (old.closed_at is not null) execute function keep_closed_attempt();

create table promise (
  id           uuid primary key,
  attempt_id   uuid not null unique references attempt,
  account_id   uuid not null references account,
  promised_on  date not null,                           -- the day by which the debtor promised to pay
  amount       numeric(14, 2) not null,
  currency     char(3) not null,
  made_at      timestamptz not null,
  state        text not null check (state in ('OPEN', 'KEPT', 'PARTLY_KEPT', 'BROKEN')),
  paid         numeric(14, 2) not null default 0,
  settled_at   timestamptz
);
create index promise_account on promise (account_id);
create index promise_open on promise (promised_on) where state = 'OPEN';
create index promise_broken on promise (promised_on) where state = 'BROKEN';

-- Every decision of the policy. It answers why a debtor was contacted at a time, or was not.
create table decision (
  id               bigint generated always as identity primary key,
  campaign_id      uuid not null references campaign,
  household_id     uuid not null references household,
  account_id       uuid not null references account,
  contact_id       uuid references contact,             -- null: no contact was planned
  step             int not null,
  moment           text not null check (moment in ('PLAN', 'PLACE')),
  asked_at         timestamptz not null,
  verdict          text not null check (verdict in ('ALLOWED', 'DEFERRED', 'REFUSED')),
  rule             text not null,
  why              text not null,                       -- in English
  reason           jsonb,                               -- the same as a code and values, for pages in other languages
  until            timestamptz,                         -- of a deferral
  profile          text not null,
  profile_version  text not null
);
create index decision_account on decision (account_id, asked_at);


-- ---------------------------------------------------------------------------------------------------------------------
-- 5. Suppressions
-- ---------------------------------------------------------------------------------------------------------------------

-- A stop of a number, or of an account and then of its whole household. It is in force until it is lifted or its end
-- passes.
create table suppression (
  id          uuid primary key,
  phone       text,
  account_id  uuid references account,
  kind        text not null,
  note        text not null default '',
  since       timestamptz not null,
  until       timestamptz,
  lifted_at   timestamptz,
  source      text not null,
  check (phone is not null or account_id is not null)
);
-- Past suppressions are listed as well as those in force, so these indexes cover all rows.
create index suppression_phone on suppression (phone) where phone is not null;
create index suppression_account on suppression (account_id) where account_id is not null;
create index suppression_pages on suppression (since, id);

-- The suppression of a household outlives the erase of its account: if a register brings the account's number again,
-- the new account gets it. Nothing else is kept here.
create table kept_stop (
  account_number  text not null,
  kind            text not null,
  until           timestamptz,
  unique nulls not distinct (account_number, kind, until)
);

create function put_kept_stops_in() returns trigger language plpgsql as $$
begin
  with moved as (delete from kept_stop where account_number = new.number returning kind, until)
  insert into suppression (id, account_id, kind, since, until, source)
  select gen_random_uuid(), new.id, kind, now(), until, 'erased' from moved;
  return null;
end $$;
create trigger kept_stops_stand after insert on account for each row execute function put_kept_stops_in();


-- ---------------------------------------------------------------------------------------------------------------------
-- 6. Operators' desk
-- ---------------------------------------------------------------------------------------------------------------------

-- A row exists as long as the operator is signed on. After a restart the service restores the seat from it.
create table desk_seat (
  operator_id   uuid primary key references staff_user,
  state         text not null check (
    state in ('AVAILABLE', 'READING', 'DIALLING', 'RINGING', 'TALKING', 'HOLDING', 'WRAPPING_UP', 'PAUSED')),
  work          text not null check (work in ('ESCALATIONS', 'PREVIEW', 'PROGRESSIVE')),
  reason        text not null default '',
  signed_on_at  timestamptz not null,
  since         timestamptz not null,
  missed        int not null default 0                  -- calls that the operator did not answer since they signed on
);

-- One operator's turn with one debtor: a call for which two telephones rang has two rows.
create table desk_conversation (
  id             uuid primary key,
  operator_id    uuid references staff_user,            -- null: the debtor waits for an operator, or waited in vain
  attempt_id     uuid not null references attempt,
  kind           text not null check (kind in ('ESCALATED', 'PREVIEW', 'PROGRESSIVE', 'CALL_BACK')),
  exchange       text not null,
  operator_leg   text,                                  -- the exchange's id of the operator's own channel
  queued_at      timestamptz not null,
  rang_at        timestamptz,
  answered_at    timestamptz,
  ended_at       timestamptz,
  wrapped_up_at  timestamptz,
  "end"          text check (
    "end" in ('TALKED', 'TRANSFERRED', 'NO_ANSWER', 'ABANDONED', 'NOBODY_FREE', 'DEBTOR_AWAY', 'LOST')),
  heard          text not null default '',              -- what robot and debtor said before, a line each
  -- The disposition that the operator recorded.
  reach          text,
  reason         text,
  next_step      text,
  note           text not null default '',
  check ((ended_at is null) = ("end" is null))
);
-- No debtor talks with two operators, and no operator with two debtors.
create unique index desk_conversation_attempt on desk_conversation (attempt_id) where ended_at is null;
create unique index desk_conversation_operator on desk_conversation (operator_id) where ended_at is null;
create index desk_conversation_of_attempt on desk_conversation (attempt_id);
create index desk_conversation_time on desk_conversation (queued_at);

-- When a conversation was recorded. The sound is a file at the exchange, named after the attempt.
create table desk_recording (
  conversation_id  uuid not null references desk_conversation,
  began_at         timestamptz not null,                -- after the debtor had heard the announcement
  ended_at         timestamptz,                         -- null: it goes on
  keep_until       timestamptz not null,
  primary key (conversation_id, began_at)
);
create index desk_recording_running on desk_recording (conversation_id) where ended_at is null;

create table desk_call_back (
  contact_id   uuid primary key references contact,
  attempt_id   uuid not null references attempt,        -- the call in which it was promised
  operator_id  uuid references staff_user,              -- who promised to call; null: any
  call_at      timestamptz not null,
  promised_at  timestamptz not null
);
create unique index desk_call_back_attempt on desk_call_back (attempt_id);


-- ---------------------------------------------------------------------------------------------------------------------
-- 7. Reasons and tickets
-- ---------------------------------------------------------------------------------------------------------------------

-- A debtor's reason that a person has to answer and close.
create table ticket (
  id               uuid primary key,
  kind             text not null check (kind in (
    'FORGOT', 'NO_MONEY', 'QUALITY_OF_SERVICE', 'DISPUTE', 'ALREADY_PAID', 'MOVED', 'NOT_THE_SUBSCRIBER', 'REFUSES',
    'OTHER')),
  account_id       uuid not null references account,
  household_id     uuid not null references household,  -- of the account when the ticket was opened
  heard_by         text not null check (heard_by in ('ROBOT', 'OPERATOR', 'TEXT')),
  attempt_id       uuid references attempt,             -- null: heard by text message
  conversation_id  uuid references desk_conversation,
  opened_by        uuid references staff_user,          -- null: heard by the robot or by text message
  words            text not null,
  state            text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
  -- How long the household gets no demands for money.
  hold             text not null check (hold in ('NOTHING', 'UNTIL_ANSWERED', 'UNTIL_CLOSED')),
  complaints       int not null default 1 check (complaints > 0),
  opened_at        timestamptz not null,
  last_heard_at    timestamptz not null,
  answered_at      timestamptz,
  answered_by      text,
  answer           text,
  closed_at        timestamptz,
  closed_by        text,
  closing_note     text,
  check ((state = 'CLOSED') = (closed_at is not null)),
  check ((answered_at is null) = (answered_by is null)),
  check (state <> 'ANSWERED' or answered_at is not null)
);
-- A second complaint of the same kind joins the open ticket.
create unique index ticket_open on ticket (account_id, kind) where state = 'OPEN';
create index ticket_account on ticket (account_id);
create index ticket_holds on ticket (account_id) where state <> 'CLOSED' and hold <> 'NOTHING';
create index ticket_pages on ticket (opened_at, id);
create index ticket_not_closed on ticket (opened_at, id) where state <> 'CLOSED';

-- The reasons that debtors gave, with what followed from each.
create table heard_reason (
  id             uuid primary key,
  account_id     uuid not null references account,
  reason         text not null,
  heard_by       text not null check (heard_by in ('ROBOT', 'OPERATOR', 'TEXT')),
  source_id      uuid not null,                         -- the attempt, or the message in the inbox
  phone          text,                                  -- at which it was heard
  words          text not null,
  heard_at       timestamptz not null,
  ticket_id      uuid references ticket,                -- opened or joined by the reason
  pause_days     int check (pause_days > 0),            -- no demands for so many days after the day of heard_at
  pause_working  boolean,                               -- whether only working days count
  pause_phone    text,                                  -- the pause is for this number; null: for the household
  check ((pause_days is null) = (pause_working is null)),
  unique (source_id, heard_by, reason)
);
create index heard_reason_account on heard_reason (account_id, heard_at);
create index heard_reason_pause on heard_reason (account_id, heard_at)
  where pause_days is not null and pause_phone is null;
create index heard_reason_pause_phone on heard_reason (pause_phone, heard_at) where pause_phone is not null;


-- ---------------------------------------------------------------------------------------------------------------------
-- 8. Text messages
-- ---------------------------------------------------------------------------------------------------------------------

-- Outgoing texts, written before they are handed to a gateway. The id is the attempt's; a reply of ours has its own id.
create table sms_message (
  id            uuid primary key,
  occasion      text not null check (occasion in ('CONTACT', 'ANSWER')),
  account_id    uuid references account,
  phone         text not null,
  gateway       text not null,
  sender        text not null,
  template      text not null,
  language      text not null check (language in ('RU', 'RO', 'EN')),
  text          text not null,
  encoding      text not null check (encoding in ('GSM7', 'UCS2')),
  segments      int not null check (segments > 0),
  cost          numeric(14, 6) not null,                -- as estimated before sending
  currency      char(3) not null,
  told_cost     numeric(14, 6),                         -- as the gateway reported later
  -- The submission for which the row was written. The same submission may write it again, because the database's reply
  -- may be lost; another submission must not, because the text may have been sent.
  handing       uuid,
  state         text not null check (state in ('SUBMITTING', 'DECLINED', 'ACCEPTED', 'UNKNOWN', 'ENDED')),
  submitted_at  timestamptz not null,
  -- When the gateway is asked for the delivery status; null: ended.
  ask_at        timestamptz,
  ended_at      timestamptz,
  fate          text,                                   -- delivery status
  code          text,                                   -- the gateway's own words for it
  check ((state = 'ENDED') = (fate is not null))
);
create index sms_message_phone on sms_message (phone, submitted_at);
create index sms_message_account on sms_message (account_id);
create index sms_message_ask on sms_message (ask_at) where ask_at is not null;

-- The ids that the gateway gave: one for the message, or one for each segment.
create table sms_part (
  message_id  uuid not null references sms_message,
  number      int not null check (number > 0),
  gateway     text not null,
  remote_id   text,                                     -- as the gateway gave it; null: its reply was lost
  remote_key  text,                                     -- lower case without leading zeros, for look-ups
  fate        text,                                     -- delivery status
  code        text,
  told_at     timestamptz,                              -- when the gateway says that the status came about
  primary key (message_id, number)
);
create index sms_part_remote on sms_part (gateway, remote_key);

-- Every delivery report as it came. A report may be faster than the gateway's reply: then it waits here for its
-- message.
create table sms_report (
  id           bigint generated always as identity primary key,
  gateway      text not null,
  remote_ids   text[] not null,                         -- the forms in which sms_part may hold the id, likeliest first
  phone        text,
  message_id   uuid,                                    -- if the gateway returns our own id
  fate         text not null,                           -- delivery status
  code         text not null,
  cost         numeric(14, 6),
  told_at      timestamptz not null,
  received_at  timestamptz not null,
  matched_to   uuid references sms_message              -- null: waits for its message
);
create index sms_report_unmatched on sms_report (gateway, received_at) where matched_to is null;
create index sms_report_matched on sms_report (matched_to) where matched_to is not null;

-- Whether a gateway sends one delivery report for each segment or one for the whole message, as its reports have shown.
create table sms_gateway (
  gateway   text primary key,
  receipts  text not null check (receipts in ('SEGMENT', 'MESSAGE')),
  shown_at  timestamptz not null
);

-- What was spent at a gateway on a day (UTC). All nodes reserve money here, each with one statement.
create table sms_spending (
  gateway  text not null,
  day      date not null,
  spent    numeric(14, 6) not null,
  primary key (gateway, day)
);

-- Incoming texts. A text that a gateway delivers twice is stored once.
create table sms_inbox (
  id              uuid primary key,
  gateway         text not null,
  remote_id       text not null,
  sender          text,                                 -- as the gateway gave it
  -- Null: the sender is no telephone number but a name or a short number.
  phone           text,
  sent_to         text not null,
  text            text not null,
  received_at     timestamptz not null,
  part_missing    boolean not null default false,
  unknown_coding  boolean not null default false,
  kind            text not null check (kind in ('STOP', 'START', 'PROMISE', 'PAID', 'OTHER')),
  keyword         text check (keyword in ('STOP', 'START', 'HELP')),
  reason          text check (
    reason in ('FORGOT', 'NO_MONEY', 'QUALITY_OF_SERVICE', 'DISPUTE', 'ALREADY_PAID', 'MOVED', 'NOT_THE_SUBSCRIBER',
      'REFUSES', 'OTHER')),
  account_id      uuid references account,
  message_id      uuid references sms_message,          -- the outgoing text that it probably answers
  handled_at      timestamptz,                          -- null: what follows from the text is still to be done
  confirmed_at    timestamptz,                          -- set before a confirmation is sent, so that it is sent once
  closed_at       timestamptz,                          -- an operator has dealt with the text, or nobody has to
  unique (gateway, remote_id)
);
create index sms_inbox_phone on sms_inbox (phone, received_at);
create index sms_inbox_account on sms_inbox (account_id);
create index sms_inbox_open on sms_inbox (received_at) where closed_at is null;
create index sms_inbox_unhandled on sms_inbox (received_at) where handled_at is null;
-- A number whose text nobody has read yet is contacted neither by the robot nor by text.
create index sms_inbox_unread on sms_inbox (phone, received_at) where closed_at is null;

-- Incoming texts in several parts: kept until all parts have come, or the time for them is over.
create table sms_incoming (
  id         uuid primary key,
  gateway    text not null,
  sender     text not null,                             -- as the gateway gave it
  phone      text,                                      -- the sender as E.164; null: the sender is no telephone number
  sent_to    text not null,
  -- A counter of the sender's telephone; its values are used again after a while.
  reference  int not null,
  total      int not null check (total between 2 and 255),
  first_at   timestamptz not null,
  -- The row is kept for a while after, to recognise a repeated part.
  joined_at  timestamptz
);
create index sms_incoming_reference on sms_incoming (gateway, sender, sent_to, reference, total);
create index sms_incoming_phone on sms_incoming (phone);
create index sms_incoming_waiting on sms_incoming (first_at) where joined_at is null;
create index sms_incoming_joined on sms_incoming (joined_at) where joined_at is not null;

create table sms_incoming_part (
  message_id   uuid not null references sms_incoming on delete cascade,
  number       int not null check (number > 0),
  coding       int not null,
  -- Joined before decoding: a letter may be split between two parts.
  octets       bytea not null,
  received_at  timestamptz not null,
  primary key (message_id, number)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 9. Payments
-- ---------------------------------------------------------------------------------------------------------------------

-- A payment is identified by its source and its id there, so that an import can be repeated: two banks may give the
-- same id to two payments. The row holds the present state: payment_change tells how it came about.
create table payment (
  id           uuid primary key,
  external_id  text not null,
  account_id   uuid not null references account,
  amount       numeric(14, 2) not null,
  taken_back   numeric(14, 2) not null default 0 check (taken_back between 0 and amount),
  currency     char(3) not null,
  paid_at      timestamptz not null,
  imported_at  timestamptz not null,
  source       text not null,
  constraint payment_source_id unique (source, external_id)
);
create index payment_account on payment (account_id, paid_at);
-- A tick thanks for payments that were imported lately.
create index payment_told on payment (imported_at);

-- What was imported about a payment later. TAKEN_BACK: an amount of it was taken back. MOVED: it was moved to another
-- account, in full, even if an amount had been taken back before. Rows are added and never changed, except by an erase.
create table payment_change (
  id               bigint generated always as identity primary key,
  payment_id       uuid not null references payment,
  kind             text not null check (kind in ('TAKEN_BACK', 'MOVED')),
  source           text not null,
  -- The id under which the change was imported: the payment's, or one of its own.
  external_id      text not null,
  account_id       uuid not null references account,    -- TAKEN_BACK: from which; MOVED: to which
  from_account_id  uuid references account,             -- MOVED: from which
  amount           numeric(14, 2) not null check (amount > 0),
  made_at          timestamptz not null,                -- as its source states
  told_at          timestamptz not null,                -- when it was imported
  check ((kind = 'MOVED') = (from_account_id is not null))
);
create index payment_change_payment on payment_change (payment_id, told_at);
create index payment_change_account on payment_change (account_id);
create index payment_change_from on payment_change (from_account_id) where from_account_id is not null;
create index payment_change_told on payment_change (source, external_id);

create function keep_payment_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and is_erased(to_jsonb(new), to_jsonb(old), array['external_id']) then
    return new;
  end if;
  raise exception 'payment change % is never changed', old.id;
end $$;
create trigger payment_change_is_final before update or delete on payment_change
  for each row execute function keep_payment_change();

-- Every run of a payment import, even if it found nothing new: it tells until when payments are known.
create table payment_import (
  id          uuid primary key,
  source      text not null,
  ran_at      timestamptz not null,
  rows_read   int not null check (rows_read >= 0),
  rows_taken  int not null check (rows_taken >= 0)
);
create index payment_import_ran on payment_import (ran_at);

-- Payment files: written before the first payment of a file is stored, the counts after the last.
create table payment_file (
  id            uuid primary key,
  name          text not null,
  source        text not null,
  taken_by      text not null,
  node          text,
  begun_at      timestamptz not null,
  ended_at      timestamptz,                            -- null: still runs, or was aborted
  -- Set by the import itself, or by its node's next start if the process was killed.
  broke_off_at  timestamptz,
  taken         int check (taken >= 0),
  known         int check (known >= 0),
  rejected      int check (rejected >= 0),
  check (
    (ended_at is null) = (taken is null) and (taken is null) = (known is null)
    and (taken is null) = (rejected is null))
);
create index payment_file_begun on payment_file (begun_at, id);
create index payment_file_unfinished on payment_file (node) where ended_at is null and broke_off_at is null;


-- ---------------------------------------------------------------------------------------------------------------------
-- 10. Comparison
-- ---------------------------------------------------------------------------------------------------------------------

-- What a campaign should show, as planned when it was started (version 1) and after each change. Rows are never
-- changed.
create table registered_plan (
  campaign_id        uuid not null references campaign,
  version            int not null check (version > 0),
  plan               text not null,
  plan_sha256        text not null,
  payer_share        numeric(5, 4) check (payer_share > 0 and payer_share <= 1),  -- see look
  expected_accounts  int not null check (expected_accounts > 0),
  -- Null: the sample can show the stated effect, or none is stated.
  underpowered       text,
  registered_at      timestamptz not null,
  primary key (campaign_id, version)
);

-- Each time that a person looked at the results of a campaign, and what they saw.
create table look (
  id           uuid primary key,
  campaign_id  uuid not null references campaign,
  looked_at    timestamptz not null,
  fresh_to     timestamptz,                             -- until when payments were known
  window_days  int not null check (window_days > 0),
  -- Share of the debt that makes a payer; null: any payment.
  payer_share  numeric(5, 4) check (payer_share > 0 and payer_share <= 1),
  -- The results were not shown, because the split between the arms is implausible.
  withheld     boolean not null
);
create index look_campaign on look (campaign_id, looked_at);

create table look_arm (
  look_id   uuid not null references look,
  arm       text not null,
  accounts  int not null check (accounts >= 0),
  paid      int check (paid >= 0),
  primary key (look_id, arm)
);

-- The always-valid confidence interval of each arm against the baseline; nulls where it could not be computed.
create table look_difference (
  look_id     uuid not null references look,
  arm         text not null,
  baseline    text not null,
  difference  double precision,
  low         double precision,
  high        double precision,
  p           double precision,
  primary key (look_id, arm, baseline)
);

-- The newest report of each campaign, as its page shows it. A new report replaces it; showing it is no look.
create table stored_report (
  campaign_id  uuid primary key references campaign,
  made_at      timestamptz not null,
  node         text not null,
  fresh_to     timestamptz,                             -- until when payments were known
  html_ru      text not null,
  html_ro      text not null,
  html_en      text not null,
  json         text not null
);

-- The run that makes the next report of a campaign, at most one over all nodes. A run that is not alive any more, because
-- its node died, gives way to another.
create table report_run (
  campaign_id    uuid primary key references campaign,
  run_id         uuid not null,
  node           text not null,
  begun_at       timestamptz not null,
  alive_at       timestamptz not null,
  accounts_read  int not null default 0,
  accounts       int not null default 0,                -- to be read; 0: not known yet
  failed_at      timestamptz,                           -- null: the run goes on
  failure        text,
  check ((failed_at is null) = (failure is null))
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 11. Lines and calls
-- ---------------------------------------------------------------------------------------------------------------------

-- When a line stopped taking calls by itself, and when it worked again; a few rows a day at most. A restarted service
-- begins with the state in the last row of each line.
create table line_change (
  id          uuid primary key,
  node        text not null,
  line        text not null,
  works       boolean not null,
  why         text not null check (why in ('FAULTS', 'UNREACHABLE', 'NOT_REGISTERED', 'NOT_CONNECTED')),
  detail      text not null,
  changed_at  timestamptz not null
);
create index line_change_last on line_change (node, line, changed_at desc);

-- Periods in which a line reported far more numbers as dead than usual: this says something about the line and nothing
-- about the numbers.
create table line_doubt (
  line   text not null,
  since  timestamptz not null,
  until  timestamptz,                                   -- null: goes on
  dead   int not null,                                  -- numbers reported as dead, as last counted
  tries  int not null,                                  -- the dead numbers and those that got through
  primary key (line, since)
);
create unique index line_doubt_open on line_doubt (line) where until is null;

-- The key from which the tokens of calls are made: a conversation over FastAGI must bring the token of its attempt. It
-- is in the database because every node, and a restarted one, must recognise the calls that another node placed.
create table call_key (
  only_one  boolean primary key default true check (only_one),
  key       bytea not null check (length(key) = 32)
);
-- gen_random_uuid is cryptographically strong; two of its values hold 244 random bits.
insert into call_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));


-- ---------------------------------------------------------------------------------------------------------------------
-- 12. Webhooks
-- ---------------------------------------------------------------------------------------------------------------------

create table webhook (
  id             uuid primary key,
  url            text not null,
  secret         text not null,                         -- signs the deliveries
  events         text[] not null check (
    cardinality(events) > 0
    and events <@ array['outcome', 'promise', 'opt-out', 'ticket.opened', 'ticket.closed', 'line.changed']),
  created_by     text not null,
  created_at     timestamptz not null,
  dead_in_a_row  int not null default 0,                -- deliveries that were given up since the last success
  disabled_at    timestamptz,
  removed_at     timestamptz
);

-- One row for each fact and webhook, written in the transaction that writes the fact.
create table webhook_delivery (
  id            uuid primary key default gen_random_uuid(),
  number        bigint generated always as identity,
  webhook_id    uuid not null references webhook,
  event         text not null,
  subject       uuid not null,                          -- the attempt, promise, suppression, ticket or change of a line
  state         text not null default 'WAITING' check (state in ('WAITING', 'SENDING', 'DELIVERED', 'DEAD')),
  due_at        timestamptz not null default 'epoch',   -- epoch: at once
  tries         int not null default 0,
  leased_by     text,
  leased_until  timestamptz,
  tried_at      timestamptz,
  status        int,                                    -- of the last response; null: there was none
  answer        text,                                   -- begin of the last response, or why there was none
  ended_at      timestamptz,
  unique (webhook_id, event, subject),
  check ((state = 'SENDING') = (leased_by is not null and leased_until is not null)),
  check ((state in ('DELIVERED', 'DEAD')) = (ended_at is not null))
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, number) where state = 'WAITING';
create index webhook_delivery_lease on webhook_delivery (leased_until) where state = 'SENDING';
create index webhook_delivery_log on webhook_delivery (webhook_id, number);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;
create index webhook_delivery_subject on webhook_delivery (subject);

-- Trial deliveries that a person sent to see whether the receiver works.
create table webhook_trial (
  id          uuid primary key,
  webhook_id  uuid not null references webhook,
  made_at     timestamptz not null
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 13. Alerts
-- ---------------------------------------------------------------------------------------------------------------------

-- Mails to the people who run the service: what is wrong with it, and that it is over.
create table alert_mail (
  id            uuid primary key,                       -- part of the Message-ID, so that a second copy is recognised
  kind          text not null,
  made_at       timestamptz not null,
  state         text not null default 'WAITING' check (state in ('WAITING', 'SENDING', 'SENT', 'GIVEN_UP')),
  to_left       text[] not null,                        -- recipients that the mail server has not accepted yet
  refused       text[] not null default '{}',           -- recipients that it refused permanently
  due_at        timestamptz not null,
  tries         int not null default 0,
  leased_by     text,
  leased_until  timestamptz,
  tried_at      timestamptz,
  answer        text,                                   -- of the last try: the server's reply, or why there was none
  ended_at      timestamptz,
  check ((state = 'SENDING') = (leased_by is not null and leased_until is not null)),
  check ((state in ('SENT', 'GIVEN_UP')) = (ended_at is not null))
);
create index alert_mail_open on alert_mail (due_at) where state in ('WAITING', 'SENDING');
create index alert_mail_last on alert_mail (kind, made_at desc);
create index alert_mail_ended on alert_mail (ended_at) where ended_at is not null;

-- One row for each fault from its beginning to its end, no matter which processes see it.
create table alert (
  id           uuid primary key,
  kind         text not null,
  -- The line, gateway, channel or part; empty where there is only one.
  subject      text not null,
  detail       text not null,
  since        timestamptz not null,
  raised_at    timestamptz not null,
  ended_at     timestamptz,
  unseen       boolean not null default false,          -- ended because the processes that saw it no longer report
  told_by      uuid references alert_mail on delete set null,
  end_told_by  uuid references alert_mail on delete set null,
  check (ended_at is not null or not unseen)
);
create unique index alert_open on alert (kind, subject) where ended_at is null;
create index alert_untold on alert (kind) where told_by is null or (ended_at is not null and end_told_by is null);
create index alert_ended on alert (ended_at) where ended_at is not null;
create index alert_told on alert (told_by);
create index alert_end_told on alert (end_told_by);

-- Which processes see an open alert: it ends when none does.
create table alert_sighting (
  alert_id  uuid not null references alert on delete cascade,
  node      text not null,
  seen_at   timestamptz not null,
  primary key (alert_id, node)
);


-- ---------------------------------------------------------------------------------------------------------------------
-- 14. Upkeep
-- ---------------------------------------------------------------------------------------------------------------------

-- Backups that were written of this database.
create table backup (
  id              bigint generated always as identity primary key,
  taken_at        timestamptz not null,                 -- the moment whose state the file holds
  finished_at     timestamptz not null,
  schema_version  text not null,
  row_count       bigint not null check (row_count >= 0),
  bytes           bigint not null check (bytes > 0)
);

-- Restores that led to this database. Until a person confirms the newest one, no campaign starts: calls and
-- suppressions after the backup are missing here.
create table restoration (
  id            bigint generated always as identity primary key,
  taken_at      timestamptz not null,                   -- the moment whose state was restored
  restored_at   timestamptz not null,
  campaigns     uuid[] not null,                        -- ran when the backup was taken, and were paused by the restore
  confirmed_at  timestamptz,
  confirmed_by  text,
  check ((confirmed_at is null) = (confirmed_by is null))
);

-- Runs that removed what had been kept long enough. Counts are stored as they grow: a run that was aborted has no end
-- and still shows what it removed.
create table retention_run (
  id        uuid primary key,
  began_at  timestamptz not null,
  ended_at  timestamptz,
  by_whom   text not null
);
create index retention_run_began on retention_run (began_at);

create table retention_count (
  run_id   uuid not null references retention_run,
  kind     text not null,
  place    text not null,
  removed  bigint not null check (removed > 0),
  primary key (run_id, kind, place)
);
