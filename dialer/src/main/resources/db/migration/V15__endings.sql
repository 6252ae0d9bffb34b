-- The end of a contract as billing tells it. Such an account has left the register and nobody is reminded for it.
alter table account add column contract_ended_on date;   -- the last day of the contract; null: it goes on, or nobody told
