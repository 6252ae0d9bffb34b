-- Since when the register shows a number for an account without a break: what the network said of it before that counts
-- no more. Numbers that stood there when this column came are taken for old.
alter table account_phone add column listed_at timestamptz not null default '1970-01-01 00:00:00Z';

-- Whether a line got through to anybody around a time: a line that says "no such number" of every number is believed of none.
create index attempt_got_through on attempt (line, written_at) where outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED');
