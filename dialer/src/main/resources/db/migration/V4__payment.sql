-- Payments as they were imported; the external id makes an import repeatable.

create table payment (
  id           uuid primary key,
  external_id  text not null unique,
  account_id   uuid not null references account,
  amount       numeric(14, 2) not null,
  currency     char(3) not null,
  paid_at      timestamptz not null,
  imported_at  timestamptz not null,
  source       text not null
);
create index payment_account on payment (account_id, paid_at);
