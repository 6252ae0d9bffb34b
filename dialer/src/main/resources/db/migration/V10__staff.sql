-- Who may sign in or call the API, and what each of them did.

create table staff_user (
  id               uuid primary key,
  login            text not null unique check (login = lower(login)),
  name             text not null,
  role             text not null check (role in ('OPERATOR', 'SUPERVISOR', 'ADMINISTRATOR', 'AUDITOR')),
  language         text not null check (language in ('RU', 'RO', 'EN')),
  password_hash    text not null,
  change_password  boolean not null,                    -- a password that somebody else chose must be replaced at sign-in
  endpoint         text,                                -- an operator's telephone as the exchange dials it: PJSIP/101
  exchange         text,                                -- the exchange that telephone is registered at
  speaks           text[] not null default '{}',        -- languages an operator takes calls in
  active           boolean not null,
  created_at       timestamptz not null,
  check ((endpoint is null) = (exchange is null))
);
create unique index staff_user_endpoint on staff_user (exchange, endpoint) where active and endpoint is not null;

-- The token itself is only in the browser; here is its SHA-256.
create table staff_session (
  token_sha256  bytea primary key,
  user_id       uuid not null references staff_user,
  csrf          text not null,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null
);
create index staff_session_user on staff_session (user_id);

-- Wrong passwords and keys, to slow down whoever guesses. Old rows are removed.
create table sign_in_failure (
  id       bigint generated always as identity primary key,
  login    text not null,
  address  text not null,
  at       timestamptz not null
);
create index sign_in_failure_login on sign_in_failure (login, at);
create index sign_in_failure_address on sign_in_failure (address, at);

create table api_key (
  id          uuid primary key,
  name        text not null,
  key_sha256  bytea not null unique,
  scopes      text[] not null,
  created_by  uuid references staff_user,
  created_at  timestamptz not null,
  used_at     timestamptz,
  revoked_at  timestamptz
);

-- Every command, whoever gave it. Never changed.
create table audit_entry (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  actor    text not null,                               -- login of a user, name of a key, or 'command line'
  user_id  uuid references staff_user,
  key_id   uuid references api_key,
  action   text not null,
  subject  text not null,                               -- what it was done to: campaign NAME, account NUMBER
  before   jsonb,
  after    jsonb
);
create index audit_entry_at on audit_entry (at);
create index audit_entry_subject on audit_entry (subject, at);

create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is never changed';
end $$;
create trigger audit_entry_is_final before update or delete on audit_entry
  for each row execute function keep_audit_entry();
