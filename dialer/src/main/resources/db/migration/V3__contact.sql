-- Planned contacts (which are also the queue), the ledger of attempts, promises, stop entries and decisions.

create table contact (
  id            uuid primary key,
  campaign_id   uuid not null references campaign,
  household_id  uuid not null references household,
  account_id    uuid not null references account,
  arm           text not null,
  step          int not null check (step >= 0),
  anchor        date not null,
  channel       text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  script        text not null,
  due_at        timestamptz not null,
  expires_at    timestamptz not null,
  state         text not null check (state in ('QUEUED', 'LEASED', 'IN_PROGRESS', 'DONE', 'WITHDRAWN', 'REFUSED', 'EXPIRED')),
  not_before    timestamptz not null,
  attempts      int not null default 0,
  leased_by     text,
  leased_until  timestamptz,
  closed_at     timestamptz,
  closed_why    text,
  unique (campaign_id, household_id, anchor, step)
);
create index contact_queue on contact (campaign_id, channel, not_before, id) where state = 'QUEUED';
create index contact_taken on contact (household_id) where state in ('LEASED', 'IN_PROGRESS');
create index contact_lease on contact (leased_until) where state in ('LEASED', 'IN_PROGRESS');
create index contact_household on contact (household_id);
create index contact_account on contact (account_id);

-- One row an attempt, written before the attempt is placed. Its id is the exchange's channel id.
create table attempt (
  id             uuid primary key,
  contact_id     uuid not null references contact,
  campaign_id    uuid not null references campaign,
  household_id   uuid not null references household,
  account_id     uuid not null references account,
  arm            text not null,
  number         int not null check (number > 0),
  channel        text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  script         text not null,
  phone          text not null,
  line           text not null,
  caller_id      text not null,
  ring_seconds   int not null check (ring_seconds > 0),
  detect_machine boolean not null,
  node           text not null,
  written_at     timestamptz not null,
  accepted_at    timestamptz,
  remote_id      text,
  answered_at    timestamptz,
  ended_at       timestamptz,
  closed_at      timestamptz,
  outcome        text check (outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED', 'UNDELIVERABLE', 'FAILED', 'LOST')),
  detail         text,
  reason         text,
  keys           text,
  hangup_cause   int,
  tech_cause     text,
  segments       int,
  unique (contact_id, number),
  check ((closed_at is null) = (outcome is null))
);
create index attempt_open on attempt (written_at) where closed_at is null;
create index attempt_household on attempt (household_id, written_at);
create index attempt_phone on attempt (phone, written_at);
create index attempt_campaign on attempt (campaign_id);

create function keep_closed_attempt() returns trigger language plpgsql as $$
begin
  raise exception 'attempt % is closed and is never changed', old.id;
end $$;
create trigger attempt_is_final before update or delete on attempt
  for each row when (old.closed_at is not null) execute function keep_closed_attempt();

create table promise (
  id           uuid primary key,
  attempt_id   uuid not null unique references attempt,
  account_id   uuid not null references account,
  promised_on  date not null,
  amount       numeric(14, 2) not null,
  currency     char(3) not null,
  made_at      timestamptz not null,
  state        text not null check (state in ('OPEN', 'KEPT', 'PARTLY_KEPT', 'BROKEN')),
  paid         numeric(14, 2) not null default 0,
  settled_at   timestamptz
);
create index promise_account on promise (account_id);
create index promise_open on promise (promised_on) where state = 'OPEN';

-- Stop entries: by number or by account (then for its whole household). In force until lifted or past its end.
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
create index suppression_phone on suppression (phone) where lifted_at is null;
create index suppression_account on suppression (account_id) where lifted_at is null;

-- Districts where the service is out: nobody is reminded to pay for what does not work.
create table outage (
  id        uuid primary key,
  district  text not null,
  since     timestamptz not null,
  until     timestamptz
);

-- Every answer the policy gave. contact_id is null where no contact was planned at all.
create table decision (
  id               bigint generated always as identity primary key,
  campaign_id      uuid not null references campaign,
  household_id     uuid not null references household,
  account_id       uuid not null references account,
  contact_id       uuid references contact,
  step             int not null,
  moment           text not null check (moment in ('PLAN', 'PLACE')),
  asked_at         timestamptz not null,
  verdict          text not null check (verdict in ('ALLOWED', 'DEFERRED', 'REFUSED')),
  rule             text not null,
  why              text not null,
  until            timestamptz,
  profile          text not null,
  profile_version  text not null
);
create index decision_account on decision (account_id, asked_at);
