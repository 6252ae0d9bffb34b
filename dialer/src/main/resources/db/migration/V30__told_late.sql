-- A text message that was given up may still be told of: the gateway's word takes the place of LOST, once. That it came
-- late stays to be seen: before it the outcome was LOST.
alter table attempt add column corrected_at timestamptz;
alter table attempt
  add check (corrected_at is null or (channel = 'SMS' and outcome in ('DELIVERED', 'UNDELIVERABLE', 'FAILED')));
create index attempt_lost_text on attempt (id) where outcome = 'LOST' and channel = 'SMS';

create or replace function keep_closed_attempt() returns trigger language plpgsql as $$
declare
  told constant text[] := array['outcome', 'detail', 'segments', 'tech_cause', 'ended_at', 'corrected_at'];
begin
  if tg_op = 'UPDATE' and old.outcome = 'LOST' and old.corrected_at is null and new.corrected_at is not null
     and to_jsonb(new) - told = to_jsonb(old) - told then
    return new;
  end if;
  raise exception 'attempt % is closed and is never changed', old.id;
end $$;
