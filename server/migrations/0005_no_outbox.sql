-- Nothing was ever written here: what one module must know of another is a row in the same transaction (kernel.receipt),
-- and open pages are told by NOTIFY, which PostgreSQL sends on commit. Its index and grants go with it.
drop table kernel.outbox;
