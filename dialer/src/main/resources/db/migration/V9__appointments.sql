-- When a fitter comes to connect the service: one coming appointment an account. A row is never moved, but cancelled,
-- so that what was said of it stays true.

create table appointment (
  id            uuid primary key,
  account_id    uuid not null references account,
  day           date not null,
  from_time     time not null,
  until_time    time not null,
  imported_at   timestamptz not null,
  cancelled_at  timestamptz,
  check (from_time < until_time)
);
create unique index appointment_coming on appointment (account_id, day) where cancelled_at is null;
create index appointment_day on appointment (day) where cancelled_at is null;
