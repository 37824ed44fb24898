-- A plan made anew in the middle of a morning may join the counts of all schools by hashing them: once in five runs of the
-- bench a batch took 100 ms instead of 1.5 for half a minute. A batch finds its rows by their keys, the triggers too.
alter function health.record_checks(bigint[], timestamptz, jsonb, text) set enable_hashjoin = off;
alter function health.record_checks(bigint[], timestamptz, jsonb, text) set enable_mergejoin = off;
