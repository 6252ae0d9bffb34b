-- The key from which the tokens of calls are made: a conversation over FastAGI must bring the token of its attempt. It is
-- in the database because every node, and a node that was restarted, must know the calls that another one placed.

create table call_key (
  only_one boolean primary key default true check (only_one),
  key      bytea not null check (length(key) = 32)
);

-- gen_random_uuid is cryptographically strong; two of them hold 244 random bits.
insert into call_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
