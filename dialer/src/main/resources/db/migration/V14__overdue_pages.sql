-- The overdue accounts in the order in which a campaign's tick goes through them: the largest debt first.
create index account_overdue on account (balance, number) where balance < 0 and left_register_on is null;
