-- What a decision's sentence says, by code and values: pages say it in the language of their reader.

alter table decision add column reason jsonb;
