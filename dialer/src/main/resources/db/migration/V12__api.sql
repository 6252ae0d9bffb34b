-- What other programs are told (webhooks) and what they were answered (idempotency keys of the API).

create table webhook (
  id             uuid primary key,
  url            text not null,
  secret         text not null,                         -- signs what is sent
  events         text[] not null check (cardinality(events) > 0 and events <@ array['outcome', 'promise', 'opt-out', 'ticket']),
  created_by     text not null,
  created_at     timestamptz not null,
  dead_in_a_row  int not null default 0,
  disabled_at    timestamptz,
  removed_at     timestamptz
);

-- One row for each fact and webhook, written by the transaction that writes the fact.
create table webhook_delivery (
  id            uuid primary key default gen_random_uuid(),
  number        bigint generated always as identity,
  webhook_id    uuid not null references webhook,
  event         text not null,
  subject       uuid not null,                          -- the attempt, promise, stop entry or ticket
  state         text not null default 'WAITING' check (state in ('WAITING', 'SENDING', 'DELIVERED', 'DEAD')),
  due_at        timestamptz not null default 'epoch',   -- epoch: at once
  tries         int not null default 0,
  leased_by     text,
  leased_until  timestamptz,
  tried_at      timestamptz,
  status        int,                                    -- of the last answer; null: there was none
  answer        text,                                   -- its beginning, or why there was none
  ended_at      timestamptz,
  unique (webhook_id, event, subject),
  check ((state = 'SENDING') = (leased_by is not null and leased_until is not null)),
  check ((state in ('DELIVERED', 'DEAD')) = (ended_at is not null))
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, number) where state = 'WAITING';
create index webhook_delivery_lease on webhook_delivery (leased_until) where state = 'SENDING';
create index webhook_delivery_log on webhook_delivery (webhook_id, number);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

-- Whoever writes the fact, the telling is in his transaction. The argument of the trigger is the event.
create function tell_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (webhook_id, event, subject)
  select id, tg_argv[0], new.id from webhook
  where disabled_at is null and removed_at is null and tg_argv[0] = any(events)
  on conflict do nothing;
  return null;
end $$;
create trigger attempt_is_told after update of closed_at on attempt
  for each row when (old.closed_at is null and new.closed_at is not null) execute function tell_webhooks('outcome');
create trigger promise_is_told after insert on promise
  for each row execute function tell_webhooks('promise');
create trigger opt_out_is_told after insert on suppression
  for each row when (new.kind in ('OPT_OUT', 'REFUSAL')) execute function tell_webhooks('opt-out');
create trigger ticket_is_told after insert on ticket
  for each row execute function tell_webhooks('ticket');

-- The answer to a request with an idempotency key, so that the same request is done once and answered alike.
create table api_answer (
  key_id           uuid not null references api_key,
  idempotency_key  text not null,
  request_sha256   bytea not null,                      -- of method, path, query and body
  begun_at         timestamptz not null,
  held_until       timestamptz not null,                -- after that a request that has no answer died on the way
  status           int,                                 -- null: not answered yet
  content_type     text,
  body             bytea,
  primary key (key_id, idempotency_key),
  check ((status is null) = (body is null))
);
create index api_answer_begun on api_answer (begun_at);

-- Pages of contacts and of outcomes by time.
create index contact_pages on contact (due_at, id);
create index contact_campaign_pages on contact (campaign_id, due_at, id);
create index attempt_pages on attempt (closed_at, id) where closed_at is not null;
