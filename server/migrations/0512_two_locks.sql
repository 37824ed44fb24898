-- Checks no longer wait while it is worked out what a day expects. Until now one lock an area kept apart all who touch
-- its counts, and preparing 45 days of five counties, 20 ms each, let 300 checks a second through where there had been
-- 8,000 (a change of slots forgets all days at once; an import that changes units held everybody up who waited behind
-- its reader). Now there are two, always taken in this order, areas ascending:
--   rules   shared until commit by whoever changes what is expected (units, calendars, slots, exemptions)
--   counts  shared until commit by whoever reports
-- Computing a day excludes the former all the time, the latter only while it reads what came (3 ms).
create function reporting.rules_key(p_area bigint) returns bigint language sql immutable as
  $$ select hashint8extended(p_area, 5021) $$;

create function reporting.hold_rules(p_areas bigint[]) returns void language sql as
  $$ select pg_advisory_xact_lock(reporting.rules_key(a)) from (select distinct unnest(p_areas) as a order by 1) x $$;
create function reporting.hold_counts(p_areas bigint[]) returns void language sql as
  $$ select pg_advisory_xact_lock(reporting.lock_key(a)) from (select distinct unnest(p_areas) as a order by 1) x $$;
create function reporting.share_counts(p_areas bigint[]) returns void language sql as
  $$ select pg_advisory_xact_lock_shared(reporting.lock_key(a)) from (select distinct unnest(p_areas) as a order by 1) x $$;

create or replace function reporting.forget(p_areas bigint[], p_from date, p_until date) returns void language plpgsql
security definer set search_path = reporting, pg_catalog as $$
begin
  perform pg_advisory_xact_lock_shared(rules_key(a)) from (select distinct unnest(p_areas) as a order by 1) x;
  delete from day d where d.area_id = any (p_areas) and d.period >= coalesce(p_from, '-infinity')
    and (p_until is null or d.period < p_until);
end $$;

create type reporting.owed as
  (area_id bigint, slot text, school_id bigint, subject_kind text, unit_id bigint, due_at timestamptz);

-- Computes the tallies of a date for areas that have none. Volatile plpgsql: each statement sees what was committed
-- before it, so what came in while waiting for a lock is counted. Whoever derives p_workday from rules of the database
-- calls hold_rules first.
create or replace function reporting.prepare(p_date date, p_workday boolean, p_zone text, p_areas bigint[])
returns integer language plpgsql security definer set search_path = reporting, pg_catalog
set plan_cache_mode = force_custom_plan as $$
declare todo bigint[]; v_tally tally[]; v_owed owed[];
begin
  perform hold_rules(p_areas);
  select array_agg(x) into todo from unnest(p_areas) x
    where not exists (select from day d where d.area_id = x and d.period = p_date);
  if todo is null then return 0; end if;

  with o as materialized (select * from obligations(p_date, p_workday, p_zone, todo)), line as (
    select row(o.area_id, p_date, o.slot, o.school_id, o.subject_kind, s.lineage, min(o.opens_at), min(o.due_at),
      min(o.school_due_at), bool_or(o.exempt_kind is null and not o.alone),
      count(*) filter (where o.is_group and o.exempt_kind is null),
      count(*) filter (where o.exempt_kind is not null), 0, 0, 0, bool_or(o.alone))::tally as t
    from o join org.unit_version s on s.unit_id = o.school_id and s.valid @> p_date
    group by o.area_id, o.slot, o.school_id, o.subject_kind, s.lineage
  )
  select (select array_agg(t) from line),
    (select array_agg(row(area_id, slot, school_id, subject_kind, unit_id, due_at)::owed) from o
      where is_group and exempt_kind is null)
  into v_tally, v_owed;

  perform hold_counts(todo);
  delete from tally t where t.area_id = any (todo) and t.period = p_date;
  insert into tally
    select t.area_id, t.period, t.slot, t.school_id, t.subject_kind, t.lineage, t.opens_at, t.due_at, t.school_due_at,
      t.owes_report, t.expected, t.exempt, coalesce(c.data, 0), coalesce(c.zero, 0), coalesce(c.late, 0), t.alone
    from unnest(v_tally) t left join (
      select o.area_id, o.slot, o.school_id, o.subject_kind,
        count(*) filter (where r.first_at <= o.due_at and r.outcome = 'data') as data,
        count(*) filter (where r.first_at <= o.due_at and r.outcome = 'zero') as zero,
        count(*) filter (where r.first_at > o.due_at) as late
      from unnest(v_owed) o cross join lateral (select r.first_at, r.outcome from kernel.receipt r
        where r.area_id = o.area_id and r.kind = 'check' and r.period = p_date and r.slot = o.slot
          and r.unit_id = o.unit_id offset 0) r
      group by 1, 2, 3, 4) c using (area_id, slot, school_id, subject_kind);
  insert into day select unnest(todo), p_date;
  return cardinality(todo);
end $$;

-- Of all ways to find the counts a receipt moves only the key is left: a session keeps its plan, and one made while there
-- were no counts read all of them for every batch ever after (300 ms instead of 1.5 among 25,000). Without scans of whole
-- tables or whole indexes as the outer side no other join can be made; bitmap scans need a key.
alter function reporting.count_receipts set enable_seqscan = off set enable_indexscan = off;

-- As in 0502, under the lock too: a correction while the day is being counted would otherwise forget a day that is not
-- there yet, and the count would keep what was corrected.
create or replace function reporting.recount_receipts() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
begin
  perform share_counts((select array_agg(area_id) from added));
  delete from day d using added n join dropped o using (area_id, kind, period, slot, unit_id)
    where d.area_id = n.area_id and d.period = n.period and n.kind = 'check'
      and (n.outcome, n.first_at) is distinct from (o.outcome, o.first_at);
  return null;
end $$;

revoke all on function reporting.hold_rules, reporting.hold_counts, reporting.share_counts from public;
grant execute on function reporting.hold_rules to lianfang_app;
