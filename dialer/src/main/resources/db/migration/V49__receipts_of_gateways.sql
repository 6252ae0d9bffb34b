-- What a gateway's receipts have shown: whether it brings one for each segment of a message or one for the whole of it.
create table sms_gateway (
  gateway   text primary key,
  receipts  text not null check (receipts in ('SEGMENT', 'MESSAGE')),
  shown_at  timestamptz not null
);
