-- What a comparison needs beside the ledger: how far payments are known, what was laid down before, who looked when.

-- Every run of a payment import, also one that found nothing new.
create table payment_import (
  id          uuid primary key,
  source      text not null,
  ran_at      timestamptz not null,
  rows_read   int not null check (rows_read >= 0),
  rows_taken  int not null check (rows_taken >= 0)
);
create index payment_import_ran on payment_import (ran_at);

-- What a campaign was to show, as it stood when it was started (version 1) and after each change. Never changed.
create table registered_plan (
  campaign_id    uuid not null references campaign,
  version        int not null check (version > 0),
  plan           text not null,
  plan_sha256    text not null,
  expected_accounts  int not null check (expected_accounts > 0),
  underpowered   text,                                  -- null: the sample can show the stated effect, or none is stated
  registered_at  timestamptz not null,
  primary key (campaign_id, version)
);

-- Each time somebody looked at the results of a campaign, and what there was to see.
create table look (
  id           uuid primary key,
  campaign_id  uuid not null references campaign,
  looked_at    timestamptz not null,
  fresh_to     timestamptz,
  window_days  int not null check (window_days > 0),
  withheld     boolean not null
);
create index look_campaign on look (campaign_id, looked_at);

create table look_arm (
  look_id   uuid not null references look,
  arm       text not null,
  accounts  int not null check (accounts >= 0),
  paid      int check (paid >= 0),
  primary key (look_id, arm)
);

-- The any-time interval of each arm against the baseline; null where it could not be computed.
create table look_difference (
  look_id     uuid not null references look,
  arm         text not null,
  baseline    text not null,
  difference  double precision,
  low         double precision,
  high        double precision,
  p           double precision,
  primary key (look_id, arm, baseline)
);
