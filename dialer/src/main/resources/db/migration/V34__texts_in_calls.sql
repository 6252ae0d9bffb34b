-- A debtor may ask for a text message during a call; the subject is the attempt of the call.
alter table contact
  drop constraint contact_ground_check,
  add constraint contact_ground_check
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT', 'ASKED'));
alter table attempt
  drop constraint attempt_ground_check,
  add constraint attempt_ground_check
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT', 'ASKED'));
