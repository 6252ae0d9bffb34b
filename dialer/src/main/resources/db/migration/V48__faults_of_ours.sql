-- Tries of a contact that met a fault of our own side: they are no attempts, are bounded by no rule of the campaign and
-- charge the debtor nothing. `attempts` holds the others; the numbers of a contact's rows in `attempt` go over both.
alter table contact add column faults int not null default 0;
