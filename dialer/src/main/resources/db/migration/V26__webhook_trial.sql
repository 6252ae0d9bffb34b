-- What a person sent to a webhook to see whether its receiver listens.
create table webhook_trial (
  id          uuid primary key,
  webhook_id  uuid not null references webhook,
  made_at     timestamptz not null
);
