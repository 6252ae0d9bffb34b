-- How an answer was understood, with the reason that it gives for not paying.
alter table sms_inbox drop constraint sms_inbox_kind_check;
alter table sms_inbox add constraint sms_inbox_kind_check check (kind in ('STOP', 'START', 'PROMISE', 'PAID', 'OTHER'));
alter table sms_inbox add column reason text;
alter table sms_inbox add constraint sms_inbox_reason_check check (
  reason in ('FORGOT', 'NO_MONEY', 'QUALITY_OF_SERVICE', 'DISPUTE', 'ALREADY_PAID', 'MOVED', 'NOT_THE_SUBSCRIBER', 'REFUSES', 'OTHER'));

-- A number whose answer nobody has read yet is contacted by no machine.
create index sms_inbox_unread on sms_inbox (phone, received_at) where closed_at is null;
