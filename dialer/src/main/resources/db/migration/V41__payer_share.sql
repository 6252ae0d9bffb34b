-- Who counts as a payer is part of the plan: the share of its debt that an account must pay within the window. Null is
-- any payment, which is what plans and looks from before this column meant.
alter table registered_plan
  add column payer_share numeric(5, 4) check (payer_share > 0 and payer_share <= 1);
alter table look
  add column payer_share numeric(5, 4) check (payer_share > 0 and payer_share <= 1);
