-- Webhooks are told when a line rests and when it works again.
alter table webhook drop constraint webhook_events_check;
alter table webhook add constraint webhook_events_check check (
  cardinality(events) > 0
  and events <@ array['outcome', 'promise', 'opt-out', 'ticket.opened', 'ticket.closed', 'line.changed']);
create trigger line_change_is_told after insert on line_change
  for each row execute function tell_webhooks('line.changed');
