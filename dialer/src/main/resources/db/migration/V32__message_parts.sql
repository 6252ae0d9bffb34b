-- Messages of debtors that come in parts: kept until all are there, or the time for it is over.
create table sms_incoming (
  id         uuid primary key,
  gateway    text not null,
  sender     text not null,                     -- as the gateway gave it
  phone      text,                              -- the same as E.164; null when it is no telephone
  sent_to    text not null,
  reference  int not null,                      -- the telephone's count; it is used again
  total      int not null check (total between 2 and 255),
  first_at   timestamptz not null,
  joined_at  timestamptz                        -- kept for a while after, so that a repeated part is known
);
create index sms_incoming_reference on sms_incoming (gateway, sender, sent_to, reference, total);
create index sms_incoming_waiting on sms_incoming (first_at) where joined_at is null;
create index sms_incoming_joined on sms_incoming (joined_at) where joined_at is not null;

create table sms_incoming_part (
  message_id   uuid not null references sms_incoming on delete cascade,
  number       int not null check (number > 0),
  coding       int not null,
  octets       bytea not null,                  -- joined before they are decoded: a letter may be cut in two
  received_at  timestamptz not null,
  primary key (message_id, number)
);

-- Who wrote may have no telephone number: a name, a short number.
alter table sms_inbox alter column phone drop not null;
alter table sms_inbox add column sender text;           -- as the gateway gave it; null in rows before this one
alter table sms_inbox add column keyword text check (keyword in ('STOP', 'START', 'HELP'));
alter table sms_inbox add column part_missing boolean not null default false;
alter table sms_inbox add column unknown_coding boolean not null default false;
