-- Why a contact is made: by a campaign's ladder, because a notice is due, or because of a promise, a payment or an
-- appointment. A step of the ladder counts once for a household, a notice once for an account (each contract has its own
-- right to it), and whatever happened leads to one contact at most, over all campaigns.

alter table contact
  add column ground text not null default 'LADDER'
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT')),
  add column subject uuid,                              -- the promise, payment or appointment
  add constraint contact_subject check ((ground in ('LADDER', 'NOTICE')) = (subject is null)),
  drop constraint contact_campaign_id_household_id_anchor_step_key;
create unique index contact_step on contact (campaign_id, household_id, anchor, step) where ground = 'LADDER';
create unique index contact_notice on contact (campaign_id, account_id, anchor, step) where ground = 'NOTICE';
create unique index contact_happening on contact (ground, subject) where subject is not null;

alter table attempt
  add column ground text not null default 'LADDER'
    check (ground in ('LADDER', 'NOTICE', 'PROMISE_DUE', 'PROMISE_BROKEN', 'PAYMENT', 'APPOINTMENT'));

create index sms_report_matched on sms_report (matched_to) where matched_to is not null;
