-- From when to when a conversation was recorded. The sound itself lies at the exchange, in a file with the attempt's id.
create table desk_recording (
  conversation_id  uuid not null references desk_conversation,
  began_at         timestamptz not null,                 -- the debtor had heard the announcement
  ended_at         timestamptz,                          -- null: it goes on
  keep_until       timestamptz not null,
  primary key (conversation_id, began_at)
);
create index desk_recording_running on desk_recording (conversation_id) where ended_at is null;
