-- When a fitter comes to connect the service: one coming appointment an account, as the last import told it.

create table appointment (
  id            uuid primary key,
  account_id    uuid not null references account,
  day           date not null,
  from_time     time not null,
  until_time    time not null,
  imported_at   timestamptz not null,
  cancelled_at  timestamptz,
  unique (account_id, day),
  check (from_time < until_time)
);
create index appointment_day on appointment (day) where cancelled_at is null;
