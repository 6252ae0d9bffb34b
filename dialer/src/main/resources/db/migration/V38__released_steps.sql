-- A contact that a payment called off stays called off. When the payment is taken back, its step is released: it is
-- planned again, as another contact.
alter table contact add column step_released boolean not null default false;
drop index contact_step;
drop index contact_notice;
drop index contact_happening;
create unique index contact_step on contact (campaign_id, household_id, anchor, step)
  where ground = 'LADDER' and not step_released;
create unique index contact_notice on contact (campaign_id, account_id, anchor, step)
  where ground = 'NOTICE' and not step_released;
create unique index contact_happening on contact (ground, subject) where subject is not null and not step_released;
