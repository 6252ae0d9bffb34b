-- The debts that registers showed, one row a debt: an account that has paid and has a row that began later is overdue
-- again. Registers that do not say since when leave no row.
create table overdue (
  account_id     uuid not null references account on delete cascade,
  since          date not null,
  first_seen_on  date not null,
  last_seen_on   date not null,
  primary key (account_id, since)
);
