-- Text messages: what was handed to which gateway, what gateways reported, what debtors answered.

-- Written before the message is handed over. The id is the attempt's; an answer of ours has an id of its own.
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
  cost          numeric(14, 6) not null,              -- as known before it was sent
  currency      char(3) not null,
  told_cost     numeric(14, 6),                       -- as the gateway told later
  state         text not null check (state in ('SUBMITTING', 'DECLINED', 'ACCEPTED', 'UNKNOWN', 'ENDED')),
  submitted_at  timestamptz not null,
  ask_at        timestamptz,                          -- when the gateway is asked for it; null once it ended
  ended_at      timestamptz,
  fate          text,
  code          text,                                 -- the gateway's own words for the fate
  check ((state = 'ENDED') = (fate is not null))
);
create index sms_message_phone on sms_message (phone, submitted_at);
create index sms_message_ask on sms_message (ask_at) where ask_at is not null;

-- A gateway gives a message one id, or one a segment. No id: the answer that would have held it was lost.
create table sms_part (
  message_id  uuid not null references sms_message,
  number      int not null check (number > 0),
  gateway     text not null,
  remote_id   text,                                   -- as the gateway gave it
  remote_key  text,                                   -- in small letters without leading zeros, as it is looked for
  fate        text,
  code        text,
  told_at     timestamptz,
  primary key (message_id, number)
);
create index sms_part_remote on sms_part (gateway, remote_key);

-- Every report as it came. One that nobody knows waits here for its message: it may be quicker than the answer.
create table sms_report (
  id           bigint generated always as identity primary key,
  gateway      text not null,
  remote_ids   text[] not null,                       -- the forms the id may have in our books, likeliest first
  phone        text,
  message_id   uuid,                                  -- where the gateway hands our own id back
  fate         text not null,
  code         text not null,
  cost         numeric(14, 6),
  told_at      timestamptz not null,
  received_at  timestamptz not null,
  matched_to   uuid references sms_message
);
create index sms_report_unmatched on sms_report (gateway, received_at) where matched_to is null;

-- What may be spent by a gateway on a day (UTC) is taken from here in one statement, over all nodes.
create table sms_spending (
  gateway  text not null,
  day      date not null,
  spent    numeric(14, 6) not null,
  primary key (gateway, day)
);

-- Answers of debtors. A gateway that sends one twice finds it here.
create table sms_inbox (
  id            uuid primary key,
  gateway       text not null,
  remote_id     text not null,
  phone         text not null,
  sent_to       text not null,
  text          text not null,
  received_at   timestamptz not null,
  kind          text not null check (kind in ('STOP', 'PROMISE', 'OTHER')),
  account_id    uuid references account,
  message_id    uuid references sms_message,          -- the message it seems to answer
  handled_at    timestamptz,                          -- null: what follows from it is still to be done
  confirmed_at  timestamptz,                          -- set before a confirmation goes out, so that it goes out once
  closed_at     timestamptz,                          -- an operator has dealt with it, or nobody need
  unique (gateway, remote_id)
);
create index sms_inbox_phone on sms_inbox (phone, received_at);
create index sms_inbox_open on sms_inbox (received_at) where closed_at is null;
create index sms_inbox_unhandled on sms_inbox (received_at) where handled_at is null;
