-- The register: dated snapshots of overdue accounts, as billing gave them.

create table snapshot (
  id           uuid primary key,
  source       text not null,
  taken_on     date not null,
  file_sha256  text not null,
  imported_at  timestamptz not null,
  accepted     int not null check (accepted >= 0),
  rejected     int not null check (rejected >= 0)
);

-- The unit of randomisation and of contact limits. The key is what the arm is drawn from.
create table household (
  id          uuid primary key,
  key         text not null unique,
  created_at  timestamptz not null
);

create table account (
  id                uuid primary key,
  number            text not null unique,
  household_id      uuid not null references household,
  name              text not null,
  address           text not null default '',
  district          text not null default '',
  service           text not null default '',
  tariff            text not null default '',
  service_state     text not null check (service_state in ('ACTIVE', 'RESTRICTED')),
  balance           numeric(14, 2) not null,            -- below zero: owes
  currency          char(3) not null,
  debt_since        date,
  restriction_on    date,
  language          text not null check (language in ('RU', 'RO', 'EN')),
  zone              text,                               -- null: unknown, and then nobody is contacted
  legal_entity      boolean not null,
  tags              text[] not null default '{}',
  snapshot_id       uuid not null references snapshot,
  left_register_on  date,                               -- null: stands in the newest snapshot of its source
  updated_at        timestamptz not null
);
create index account_household on account (household_id);

create table account_phone (
  account_id  uuid not null references account on delete cascade,
  position    int not null,
  e164        text not null check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  primary key (account_id, position)
);
create index account_phone_number on account_phone (e164);
