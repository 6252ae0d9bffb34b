-- Campaigns, the arm of each household, and whom a campaign took in.

create table campaign (
  id                 uuid primary key,
  name               text not null unique,
  experiment         text not null,
  definition         text not null,
  definition_sha256  text not null,
  state              text not null check (state in ('DRAFT', 'RUNNING', 'PAUSED', 'STOPPED')),
  simulated          boolean not null,
  created_at         timestamptz not null,
  started_at         timestamptz,
  ended_at           timestamptz
);

-- One arm a household and experiment, drawn once, kept for good.
create table assignment (
  id            uuid primary key,
  experiment    text not null,
  household_id  uuid not null references household,
  arm           text not null,
  bucket        numeric(5, 4) not null,
  seed          text not null,
  weights       text not null,
  assigned_at   timestamptz not null,
  unique (experiment, household_id)
);

-- The analysis set: an account as it stood when a campaign took it in. Never deleted.
create table enrolment (
  campaign_id     uuid not null references campaign,
  account_id      uuid not null references account,
  household_id    uuid not null references household,
  assignment_id   uuid not null references assignment,
  segment         text not null,
  balance         numeric(14, 2) not null,
  currency        char(3) not null,
  debt_since      date,
  restriction_on  date,
  enrolled_at     timestamptz not null,
  primary key (campaign_id, account_id)
);
create index enrolment_household on enrolment (household_id);
