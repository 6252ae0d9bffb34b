-- The household key that billing gave to the account; null where it gave none, or before this column was kept.
alter table account add column household_key text;

-- The household with which the arm was drawn, where a later register parted the account from it.
alter table enrolment add column drawn_household_id uuid references household;
create index enrolment_account on enrolment (account_id);
