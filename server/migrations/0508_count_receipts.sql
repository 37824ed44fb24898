-- As in 0502, in one pass over the counts and with the rare case apart: an ordinary batch moves counts along and forgets
-- nothing, and then neither the deletion is begun nor what others hang on it. In doubt: an exempt group reported, a count
-- would pass what was expected, or of one school's receipts some were in time and others late.
create or replace function reporting.count_receipts() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
declare doubtful jsonb;
begin
  perform pg_advisory_xact_lock_shared(lock_key(area_id))
    from (select distinct area_id from added where kind = 'check' order by 1) a;
  with news as (
    select a.area_id, a.period, a.slot, a.school_id, u.kind, count(*) as all,
      count(*) filter (where a.outcome = 'data') as data, min(a.first_at) as first_at, max(a.first_at) as last_at
    from added a join org.unit u on u.id = a.unit_id where a.kind = 'check' group by 1, 2, 3, 4, 5
  ), moved as (
    update tally t set
      data = t.data + case when t.exempt = 0 and t.data + t.zero + t.late + n.all <= t.expected
        and n.last_at <= t.due_at then n.data else 0 end,
      zero = t.zero + case when t.exempt = 0 and t.data + t.zero + t.late + n.all <= t.expected
        and n.last_at <= t.due_at then n.all - n.data else 0 end,
      late = t.late + case when t.exempt = 0 and t.data + t.zero + t.late + n.all <= t.expected
        and n.first_at > t.due_at then n.all else 0 end
    from news n
    where t.area_id = n.area_id and t.period = n.period and t.slot = n.slot and t.school_id = n.school_id
      and t.subject_kind = n.kind
    returning with (old as before, new as after) t.area_id, t.period,
      before.data + before.zero + before.late = after.data + after.zero + after.late as unmoved
  )
  select jsonb_agg(jsonb_build_object('area', area_id, 'period', period)) filter (where unmoved) into doubtful from moved;
  if doubtful is not null then
    delete from day d using jsonb_to_recordset(doubtful) as n(area bigint, period date)
      where d.area_id = n.area and d.period = n.period;
  end if;
  return null;
end $$;
