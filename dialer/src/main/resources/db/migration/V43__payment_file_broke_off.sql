-- A run that broke off says so: by itself, or, where its process was killed, when that process's node starts anew.
alter table payment_file
  add column node text,
  add column broke_off_at timestamptz;

create index payment_file_unfinished on payment_file (node) where ended_at is null and broke_off_at is null;
