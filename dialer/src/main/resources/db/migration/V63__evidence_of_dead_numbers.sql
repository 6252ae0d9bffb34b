-- Whether a line got through to numbers with the same beginning around a time: what it says of a number there is believed
-- only then.
create index attempt_got_through_beginning on attempt (line, (left(phone, 5)), written_at)
  where outcome in ('REACHED', 'DELIVERED', 'NOT_REACHED');

-- How many numbers a line called dead in a time.
create index attempt_said_dead on attempt (line, written_at)
  where outcome = 'UNDELIVERABLE' and detail in ('NO_SUCH_NUMBER', 'BARRED');

-- Times in which a line called far more numbers dead than usual: they say something about the line and nothing about the
-- numbers.
create table line_doubt (
  line   text not null,
  since  timestamptz not null,
  until  timestamptz,          -- null while it goes on
  dead   int not null,         -- of the tries that said something about their number, as last counted
  tries  int not null,
  primary key (line, since)
);
create unique index line_doubt_open on line_doubt (line) where until is null;
