-- A payment is known by its source and its id there: two banks may give the same number to two payments.
alter table payment
  drop constraint payment_external_id_key,
  add constraint payment_source_id unique (source, external_id),
  add column taken_back numeric(14, 2) not null default 0 check (taken_back between 0 and amount);

-- What was told about a payment after it was taken; rows are added and never changed. TAKEN_BACK: an amount of it was
-- taken back. MOVED: it was put on another account (a payment that was taken back before stands there in full again).
-- The table payment holds what follows from both: on which account it stands now, and how much of it was taken back.
create table payment_change (
  id               bigint generated always as identity primary key,
  payment_id       uuid not null references payment,
  kind             text not null check (kind in ('TAKEN_BACK', 'MOVED')),
  source           text not null,
  external_id      text not null,                       -- under which id it was told: the payment's, or one of its own
  account_id       uuid not null references account,    -- TAKEN_BACK: from whom; MOVED: to whom
  from_account_id  uuid references account,             -- MOVED: from whom
  amount           numeric(14, 2) not null check (amount > 0),
  made_at          timestamptz not null,                -- as its source tells
  told_at          timestamptz not null,
  check ((kind = 'MOVED') = (from_account_id is not null))
);
create index payment_change_payment on payment_change (payment_id, told_at);
create index payment_change_told on payment_change (source, external_id);
create index payment_change_from on payment_change (from_account_id) where from_account_id is not null;

create function keep_payment_change() returns trigger language plpgsql as $$
begin
  raise exception 'payment change % is never changed', old.id;
end $$;
create trigger payment_change_is_final before update or delete on payment_change
  for each row execute function keep_payment_change();

-- account.balance is what the newest register told and the payments that it cannot know.
alter table account
  add column register_balance numeric(14, 2),           -- as the register told it; null: balance is
  add column payment_told_at timestamptz,               -- newest telling of a payment that the register may know or not
  add column payment_announced_for timestamptz;         -- begin of the day from which the next announced payment counts
create index account_announced on account (payment_announced_for) where payment_announced_for is not null;

-- Until now payments of the two days before a register's day were counted too when they were told after it.
update account set register_balance = account.balance - counted.sum
from (
  select account.id, sum(payment.amount) as sum
  from account
  join snapshot on snapshot.id = account.snapshot_id
  join payment on payment.account_id = account.id and payment.currency = account.currency
  left join pg_timezone_names zones on zones.name = account.zone
  where payment.paid_at >= snapshot.taken_on::timestamp at time zone coalesce(zones.name, 'UTC')
     or payment.imported_at > snapshot.imported_at
        and payment.paid_at >= (snapshot.taken_on - 2)::timestamp at time zone coalesce(zones.name, 'UTC')
  group by account.id
) counted
where counted.id = account.id;
