-- What an operator writes down after the time for it is over takes the place of LOST, once, as the late word of a gateway
-- does. Before it the outcome was LOST; that the word came late stays to be seen.
do $$
declare
  name text;
begin
  select conname into strict name from pg_constraint
  where conrelid = 'attempt'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%corrected_at%';
  execute format('alter table attempt drop constraint %I', name);
end $$;
alter table attempt
  add constraint attempt_corrected check (
    corrected_at is null
    or (channel = 'SMS' and outcome in ('DELIVERED', 'UNDELIVERABLE', 'FAILED'))
    or (channel in ('ROBOT', 'OPERATOR') and outcome in ('REACHED', 'NOT_REACHED', 'UNDELIVERABLE')));

create or replace function keep_closed_attempt() returns trigger language plpgsql as $$
declare
  told text[] := array['outcome', 'detail', 'corrected_at'];
begin
  told := told || case new.channel when 'SMS' then array['segments', 'tech_cause', 'ended_at'] else array['reason'] end;
  if tg_op = 'UPDATE' and old.outcome = 'LOST' and old.corrected_at is null and new.corrected_at is not null
     and to_jsonb(new) - told = to_jsonb(old) - told then
    return new;
  end if;
  raise exception 'attempt % is closed and is never changed', old.id;
end $$;
