-- How far each running campaign has come in its turns on a channel: what it was given, by its weight. The campaign that has
-- come least far is next. A campaign that stops is forgotten and begins again where the others are.
create table campaign_turn (
  campaign_id  uuid not null references campaign on delete cascade,
  channel      text not null check (channel in ('ROBOT', 'OPERATOR', 'SMS')),
  served       double precision not null,
  leased_at    timestamptz not null,               -- when something of the channel was leased last as it had its turn
  primary key (campaign_id, channel)
);
