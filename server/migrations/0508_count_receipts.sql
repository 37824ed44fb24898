-- As in 0502, with the rare case apart: an ordinary batch moves counts along and forgets nothing, and then neither the
-- deletion is begun nor what others hang on it (12 of 140 µs a check).
create or replace function reporting.count_receipts() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
declare doubtful jsonb;
begin
  perform pg_advisory_xact_lock_shared(lock_key(area_id))
    from (select distinct area_id from added where kind = 'check' order by 1) a;
  with news as (
    select t.area_id, t.period, t.slot, t.school_id, t.subject_kind,
      count(*) filter (where n.first_at <= t.due_at and n.outcome = 'data') as data,
      count(*) filter (where n.first_at <= t.due_at and n.outcome = 'zero') as zero,
      count(*) filter (where n.first_at > t.due_at) as late, count(*) as all
    from added n join org.unit u on u.id = n.unit_id
      join tally t on t.area_id = n.area_id and t.period = n.period and t.slot = n.slot
        and t.school_id = n.school_id and t.subject_kind = u.kind
    where n.kind = 'check' group by 1, 2, 3, 4, 5
  ), moved as (
    update tally t set data = t.data + n.data, zero = t.zero + n.zero, late = t.late + n.late
    from news n
    where t.area_id = n.area_id and t.period = n.period and t.slot = n.slot and t.school_id = n.school_id
      and t.subject_kind = n.subject_kind and t.exempt = 0
      and t.data + t.zero + t.late + n.all <= t.expected
    returning t.area_id, t.period, t.slot, t.school_id, t.subject_kind
  )
  select jsonb_agg(jsonb_build_object('area', n.area_id, 'period', n.period)) into doubtful
  from news n where not exists (select from moved m where (m.area_id, m.period, m.slot, m.school_id, m.subject_kind)
    = (n.area_id, n.period, n.slot, n.school_id, n.subject_kind));
  if doubtful is not null then
    delete from day d using jsonb_to_recordset(doubtful) as n(area bigint, period date)
      where d.area_id = n.area and d.period = n.period;
  end if;
  return null;
end $$;
