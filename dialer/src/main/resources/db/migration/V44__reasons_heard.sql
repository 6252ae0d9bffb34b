-- What debtors give as reasons, whoever hears them, with what followed from each; and tickets that a person answers and
-- closes, whatever reason opened them.

alter table ticket
  drop constraint ticket_kind_check,
  alter column attempt_id drop not null,               -- heard by text message
  alter column conversation_id drop not null,
  alter column opened_by drop not null,                -- heard by the robot or by text message
  add column household_id   uuid references household, -- of the account when the ticket was opened
  add column heard_by       text not null default 'OPERATOR' check (heard_by in ('ROBOT', 'OPERATOR', 'TEXT')),
  add column state          text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
  add column hold           text not null default 'UNTIL_CLOSED' check (hold in ('NOTHING', 'UNTIL_ANSWERED', 'UNTIL_CLOSED')),
  add column complaints     int not null default 1 check (complaints > 0),
  add column last_heard_at  timestamptz,
  add column answered_at    timestamptz,
  add column answered_by    text,
  add column answer         text,
  add column closed_by      text,
  add column closing_note   text;
alter table ticket
  add constraint ticket_kind_check check (kind in (
    'FORGOT', 'NO_MONEY', 'QUALITY_OF_SERVICE', 'DISPUTE', 'ALREADY_PAID', 'MOVED', 'NOT_THE_SUBSCRIBER', 'REFUSES', 'OTHER'));

update ticket set household_id = account.household_id from account where account.id = ticket.account_id;
update ticket set last_heard_at = opened_at;
update ticket set state = 'CLOSED' where closed_at is not null;

-- Of several open tickets about the same the oldest stays open and counts them.
with open_ones as (
  select id, account_id, kind, opened_at,
         first_value(id) over w as oldest, count(*) over (partition by account_id, kind) as how_many,
         max(opened_at) over (partition by account_id, kind) as newest
  from ticket where state = 'OPEN' window w as (partition by account_id, kind order by opened_at, id))
update ticket
set complaints = case when ticket.id = oldest then how_many else 1 end,
    last_heard_at = case when ticket.id = oldest then newest else ticket.opened_at end,
    state = case when ticket.id = oldest then 'OPEN' else 'CLOSED' end,
    closed_at = case when ticket.id = oldest then null else newest end,
    closed_by = case when ticket.id = oldest then null else 'migration' end,
    closing_note = case when ticket.id = oldest then null else 'joined ticket ' || oldest end
from open_ones where open_ones.id = ticket.id and how_many > 1;

-- The ticket itself holds demands back now; the stop entry that an operator's complaint also made would outlive it.
update suppression set lifted_at = now()
where kind = 'COMPLAINT' and lifted_at is null and source in (select 'attempt ' || attempt_id from ticket);

alter table ticket
  alter column household_id set not null,
  alter column last_heard_at set not null,
  alter column heard_by drop default,
  alter column hold drop default,
  add check ((state = 'CLOSED') = (closed_at is not null)),
  add check ((answered_at is null) = (answered_by is null)),
  add check (state <> 'ANSWERED' or answered_at is not null);
drop index ticket_open;
create unique index ticket_open on ticket (account_id, kind) where state = 'OPEN';
create index ticket_holds on ticket (account_id) where state <> 'CLOSED' and hold <> 'NOTHING';
create index ticket_pages on ticket (opened_at, id);
create index ticket_not_closed on ticket (opened_at, id) where state <> 'CLOSED';

create table heard_reason (
  id             uuid primary key,
  account_id     uuid not null references account,
  reason         text not null,
  heard_by       text not null check (heard_by in ('ROBOT', 'OPERATOR', 'TEXT')),
  source_id      uuid not null,                         -- the attempt, or the message in the inbox
  phone          text,                                  -- at which it was heard
  words          text not null,
  heard_at       timestamptz not null,
  ticket_id      uuid references ticket,                -- opened by it, or joined
  pause_days     int check (pause_days > 0),            -- no demands for so many days after the day it was heard
  pause_working  boolean,                               -- of working days alone
  pause_phone    text,                                  -- to this number; null: to the household
  check ((pause_days is null) = (pause_working is null)),
  unique (source_id, heard_by, reason)
);
create index heard_reason_account on heard_reason (account_id, heard_at);
create index heard_reason_pause on heard_reason (account_id, heard_at) where pause_days is not null and pause_phone is null;
create index heard_reason_pause_phone on heard_reason (pause_phone, heard_at) where pause_phone is not null;

-- Webhooks are told when a ticket is opened and when it is closed.
alter table webhook drop constraint webhook_events_check;
update webhook set events = array_remove(events, 'ticket') || array['ticket.opened', 'ticket.closed'] where 'ticket' = any(events);
alter table webhook add constraint webhook_events_check check (
  cardinality(events) > 0 and events <@ array['outcome', 'promise', 'opt-out', 'ticket.opened', 'ticket.closed']);
update webhook_delivery set event = 'ticket.opened' where event = 'ticket';
drop trigger ticket_is_told on ticket;
create trigger ticket_opening_is_told after insert on ticket
  for each row execute function tell_webhooks('ticket.opened');
create trigger ticket_closing_is_told after update of state on ticket
  for each row when (old.state <> 'CLOSED' and new.state = 'CLOSED') execute function tell_webhooks('ticket.closed');
