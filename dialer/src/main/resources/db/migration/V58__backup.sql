-- Backups that were written of this database.
create table backup (
  id              bigint generated always as identity primary key,
  taken_at        timestamptz not null,                -- what is in the file was so at this moment
  finished_at     timestamptz not null,
  schema_version  text not null,
  row_count       bigint not null check (row_count >= 0),
  bytes           bigint not null check (bytes > 0)
);

-- Restores that led to this database. Until a person confirms the newest one, no campaign starts: what happened after the
-- backup was taken is missing here, calls and suppressions with it.
create table restoration (
  id            bigint generated always as identity primary key,
  taken_at      timestamptz not null,                  -- the state that was restored
  restored_at   timestamptz not null,
  campaigns     uuid[] not null,                       -- those that ran when the backup was taken and were paused
  confirmed_at  timestamptz,
  confirmed_by  text,
  check ((confirmed_at is null) = (confirmed_by is null))
);
