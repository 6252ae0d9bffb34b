-- When a line stopped taking calls by itself, and when it worked again. The last row of a line tells how a restarted
-- service begins with it. A few rows a day at the most.
create table line_change (
  id          uuid primary key,
  node        text not null,
  line        text not null,
  works       boolean not null,
  why         text not null check (why in ('FAULTS', 'UNREACHABLE', 'NOT_REGISTERED', 'NOT_CONNECTED')),
  detail      text not null,
  changed_at  timestamptz not null
);
create index line_change_last on line_change (node, line, changed_at desc);
