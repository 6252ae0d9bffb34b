-- What the policy, a tick and a debtor's page look up for one account, where tables were read whole.
create index attempt_account on attempt (account_id, written_at);
create index promise_broken on promise (promised_on) where state = 'BROKEN';
create index contact_subject on contact (subject) where subject is not null;

-- An account's past stop entries are listed as well as those in force.
drop index suppression_phone;
drop index suppression_account;
create index suppression_phone on suppression (phone) where phone is not null;
create index suppression_account on suppression (account_id) where account_id is not null;
create index suppression_pages on suppression (since, id);

-- A tick thanks for payments that were told lately.
create index payment_told on payment (imported_at);
