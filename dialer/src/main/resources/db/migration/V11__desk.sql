-- The desk: who sits at it, every operator's turn with a debtor, call-backs that were promised, and tickets.

-- A row as long as the operator is signed on. After a restart he is seated again from it.
create table desk_seat (
  operator_id   uuid primary key references staff_user,
  state         text not null check (state in ('AVAILABLE', 'READING', 'DIALLING', 'RINGING', 'TALKING', 'HOLDING', 'WRAPPING_UP', 'PAUSED')),
  work          text not null check (work in ('ESCALATIONS', 'PREVIEW', 'PROGRESSIVE')),
  reason        text not null default '',
  signed_on_at  timestamptz not null,
  since         timestamptz not null,
  missed        int not null default 0                   -- calls he did not answer since he signed on
);

-- One operator's turn with one debtor: a call that two telephones rang for has two rows.
create table desk_conversation (
  id             uuid primary key,
  operator_id    uuid references staff_user,             -- null: waits for one, or waited in vain
  attempt_id     uuid not null references attempt,
  kind           text not null check (kind in ('ESCALATED', 'PREVIEW', 'PROGRESSIVE', 'CALL_BACK')),
  exchange       text not null,
  operator_leg   text,                                   -- the exchange's id of the operator's own channel
  queued_at      timestamptz not null,
  rang_at        timestamptz,
  answered_at    timestamptz,
  ended_at       timestamptz,
  wrapped_up_at  timestamptz,
  "end"          text check ("end" in ('TALKED', 'TRANSFERRED', 'NO_ANSWER', 'ABANDONED', 'NOBODY_FREE', 'DEBTOR_AWAY', 'LOST')),
  heard          text not null default '',               -- what robot and debtor had said, a line each
  reach          text,
  reason         text,
  next_step      text,
  note           text not null default '',
  check ((ended_at is null) = ("end" is null))
);
-- Two operators never have the same debtor, and none has two.
create unique index desk_conversation_attempt on desk_conversation (attempt_id) where ended_at is null;
create unique index desk_conversation_operator on desk_conversation (operator_id) where ended_at is null;
create index desk_conversation_of_attempt on desk_conversation (attempt_id);
create index desk_conversation_time on desk_conversation (queued_at);

-- The operator who promised to call; null: any. Others get such a contact only when he is not there.
alter table contact add column operator_id uuid references staff_user;
create index contact_promised on contact (operator_id, not_before) where state = 'QUEUED' and operator_id is not null;

create table desk_call_back (
  contact_id     uuid primary key references contact,
  attempt_id     uuid not null references attempt,       -- the call in which it was promised
  operator_id    uuid references staff_user,
  call_at        timestamptz not null,
  promised_at    timestamptz not null
);
create unique index desk_call_back_attempt on desk_call_back (attempt_id);

create table ticket (
  id               uuid primary key,
  kind             text not null check (kind in ('QUALITY_OF_SERVICE')),
  account_id       uuid not null references account,
  attempt_id       uuid not null references attempt,
  conversation_id  uuid not null references desk_conversation,
  opened_by        uuid not null references staff_user,
  words            text not null,
  opened_at        timestamptz not null,
  closed_at        timestamptz
);
create index ticket_account on ticket (account_id);
create index ticket_open on ticket (opened_at) where closed_at is null;
