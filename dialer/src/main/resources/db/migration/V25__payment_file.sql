-- Each payment file that was taken, by whomever: noted before its first payment is stored, its counts after the last.
create table payment_file (
  id        uuid primary key,
  name      text not null,
  source    text not null,
  taken_by  text not null,
  begun_at  timestamptz not null,
  ended_at  timestamptz,                                -- null: runs, or broke off
  taken     int check (taken >= 0),
  known     int check (known >= 0),
  rejected  int check (rejected >= 0),
  check ((ended_at is null) = (taken is null) and (taken is null) = (known is null) and (taken is null) = (rejected is null))
);
create index payment_file_begun on payment_file (begun_at, id);
