-- A number that reaches the subscriber only by an extension: operators may call it, the robot and texts must not.
alter table account_phone add column extension text check (extension ~ '^[0-9]{1,6}$');
