-- What was expected of each school on a date and slot, and how much of it came: the counts that boards add up.
-- Derived and disposable: obligations() is the truth, tally is its sum per school, computed once a date and area
-- (reporting.day) and then moved along by each receipt. Whatever changes the expectation (units, calendar, terms,
-- slots, exemptions) forgets the days concerned; the next reader computes them again.
create index unit_version_area on org.unit_version (area_id);
create index unit_version_school on org.unit_version (school_id);
create index unit_version_is_area on org.unit_version (unit_id) where unit_id = area_id;

create table reporting.day (
  area_id bigint not null,
  period date not null,
  constraint day_pk primary key (area_id, period)
);
create index day_period on reporting.day (period);

create table reporting.tally (
  area_id bigint not null,
  period date not null,
  slot text not null,
  school_id bigint not null,
  subject_kind text not null,
  lineage bigint[] not null,          -- the school's, on that date
  opens_at timestamptz not null,
  due_at timestamptz not null,
  school_due_at timestamptz not null,
  owes_report boolean not null,       -- the school must confirm and send this slot upward
  expected integer not null,          -- groups that owe a check: open that day, less exemptions
  exempt integer not null,
  data integer not null,              -- on time, with cases
  zero integer not null,              -- on time, nothing to report
  late integer not null,
  constraint tally_pk primary key (area_id, period, slot, school_id, subject_kind),
  -- Invariant 1 of the boards: a rate is received ÷ expected over the same set and cannot pass 100 %.
  constraint tally_rate check (data >= 0 and zero >= 0 and late >= 0 and data + zero + late <= expected)
) with (fillfactor = 70);             -- moved along by every receipt of the school: room for in-page updates
create index tally_school on reporting.tally (school_id, period, slot);

-- School years begin on 1 September; a date in August already belongs to the coming one.
create function reporting.school_year(p_date date) returns integer language sql immutable parallel safe as
  $$ select extract(year from p_date)::integer - (extract(month from p_date) < 8)::integer $$;

-- Every unit that a slot concerns on a date, and why it owes nothing if so. p_workday: is the date a statutory
-- working day (weekends, holidays and make-up days); p_zone: IANA zone of the local times.
-- Security definer: whether a class is exempt may rest on a county's row that its teacher cannot see. Callers
-- give the areas or schools and filter by their scope.
create function reporting.obligations(p_date date, p_workday boolean, p_zone text, p_areas bigint[],
  p_schools bigint[] default null)
returns table (area_id bigint, school_id bigint, unit_id bigint, subject_kind text, is_group boolean, slot text,
  lineage bigint[], opens_at timestamptz, due_at timestamptz, school_due_at timestamptz, exempt_kind text,
  exempt_reason text)
language sql stable security definer set search_path = reporting, pg_catalog set plan_cache_mode = force_custom_plan as $$
  with subject as materialized (
    select v.area_id, v.school_id, v.unit_id, v.lineage, u.kind, k.role = 'group' as is_group
    from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
    where v.area_id = any (p_areas) and (p_schools is null or v.school_id = any (p_schools))
      and v.valid @> p_date and k.role in ('group', 'institution') and v.school_id is not null
  ), rule as materialized (
    select s.school_id, r.*
    from (select school_id, lineage from subject where unit_id = school_id) s cross join lateral (
      select sl.code, sl.subject_kind, sl.opens_at, sl.due_at, sl.school_due_at, sl.calendar, sl.enabled,
        rank() over (partition by sl.code order by array_position(s.lineage, sl.unit_id) nulls last) as nearness
      from slot sl where sl.valid @> p_date and (sl.unit_id is null or sl.unit_id = any (s.lineage))) r
    where r.nearness = 1 and r.enabled
  ), above as materialized (
    select s.unit_id, a.id, a.pos from subject s cross join lateral unnest(s.lineage) with ordinality a (id, pos)
  ), own_day as (
    select distinct on (a.unit_id, c.calendar) a.unit_id, c.calendar, c.open, c.reason
    from above a join org.calendar_day c on c.unit_id = a.id and c.date = p_date order by a.unit_id, c.calendar, a.pos
  ), term as ( -- as org's calendar.ts: the nearest unit with terms in the school year of the date decides
    select distinct on (a.unit_id) a.unit_id, t.inside
    from above a join (
      select t.unit_id, bool_or(t.valid @> p_date) as inside from org.term t
      where school_year(lower(t.valid)) = school_year(p_date) group by 1) t
      on t.unit_id = a.id order by a.unit_id, a.pos
  ), exempted as (
    select a.unit_id, min(e.reason) filter (where e.slot is null) as every,
      jsonb_object_agg(e.slot, e.reason) filter (where e.slot is not null) as some
    from above a join exemption e on e.unit_id = a.id and e.valid @> p_date group by 1
  ), judged as (
    select s.*, r.code, r.opens_at, r.due_at, r.school_due_at, coalesce(e.every, e.some ->> r.code) as excuse,
      d.reason as own_reason,
      case r.calendar when 'daily' then true when 'work' then coalesce(d.open, p_workday)
        else coalesce(d.open, p_workday and coalesce(t.inside, true)) end as open
    from subject s join rule r on r.school_id = s.school_id and r.subject_kind = s.kind
      left join own_day d on d.unit_id = s.unit_id and d.calendar = r.calendar
      left join term t on t.unit_id = s.unit_id
      left join exempted e on e.unit_id = s.unit_id
  )
  select j.area_id, j.school_id, j.unit_id, j.kind, j.is_group, j.code, j.lineage,
    (p_date + j.opens_at) at time zone p_zone, (p_date + j.due_at) at time zone p_zone,
    (p_date + j.school_due_at) at time zone p_zone,
    case when not j.open then 'closed' when j.excuse is not null then 'exemption' end,
    case when not j.open then j.own_reason else j.excuse end
  from judged j $$;
revoke all on function reporting.obligations from public;
grant execute on function reporting.obligations to lianfang_app;

-- One lock an area: checks and changes of the expectation share it, computing a day excludes them.
create function reporting.lock_key(p_area bigint) returns bigint language sql immutable as
  $$ select hashint8extended(p_area, 5020) $$;

-- Computes the tallies of a date for areas that have none. Volatile plpgsql: each statement sees what was
-- committed before it, so what came in while waiting for the lock is counted.
create function reporting.prepare(p_date date, p_workday boolean, p_zone text, p_areas bigint[]) returns integer
language plpgsql security definer set search_path = reporting, pg_catalog as $$
declare todo bigint[]; a bigint;
begin
  for a in select unnest(p_areas) order by 1 loop perform pg_advisory_xact_lock(lock_key(a)); end loop;
  select array_agg(x) into todo from unnest(p_areas) x
    where not exists (select from day d where d.area_id = x and d.period = p_date);
  if todo is null then return 0; end if;
  delete from tally t where t.area_id = any (todo) and t.period = p_date;
  insert into tally
    select o.area_id, p_date, o.slot, o.school_id, o.subject_kind, s.lineage, min(o.opens_at), min(o.due_at),
      min(o.school_due_at), bool_or(o.exempt_kind is null),
      count(*) filter (where o.is_group and o.exempt_kind is null),
      count(*) filter (where o.exempt_kind is not null),
      count(*) filter (where o.is_group and o.exempt_kind is null and r.first_at <= o.due_at and r.outcome = 'data'),
      count(*) filter (where o.is_group and o.exempt_kind is null and r.first_at <= o.due_at and r.outcome = 'zero'),
      count(*) filter (where o.is_group and o.exempt_kind is null and r.first_at > o.due_at)
    from obligations(p_date, p_workday, p_zone, todo) o
      join org.unit_version s on s.unit_id = o.school_id and s.valid @> p_date
      left join kernel.receipt r on r.area_id = o.area_id and r.kind = 'check' and r.period = p_date
        and r.slot = o.slot and r.unit_id = o.unit_id
    group by o.area_id, o.slot, o.school_id, o.subject_kind, s.lineage;
  insert into day select unnest(todo), p_date;
  return cardinality(todo);
end $$;
revoke all on function reporting.prepare from public;
grant execute on function reporting.prepare to lianfang_app;

-- A new receipt moves its school's count along. In doubt (an exempt group reported, a count would pass what was
-- expected) the day is forgotten and counted anew by the next reader.
create function reporting.count_receipts() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
declare a bigint;
begin
  for a in select distinct area_id from added where kind = 'check' order by 1 loop
    perform pg_advisory_xact_lock_shared(lock_key(a));
  end loop;
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
  delete from day d using news n where d.area_id = n.area_id and d.period = n.period
    and not exists (select from moved m where (m.area_id, m.period, m.slot, m.school_id, m.subject_kind)
      = (n.area_id, n.period, n.slot, n.school_id, n.subject_kind));
  return null;
end $$;
create trigger receipt_counted after insert on kernel.receipt referencing new table as added
  for each statement execute function reporting.count_receipts();

-- A correction that turns a case report into a zero report or back changes the sum.
create function reporting.recount_receipts() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
begin
  delete from day d using added n join dropped o using (area_id, kind, period, slot, unit_id)
    where d.area_id = n.area_id and d.period = n.period and n.kind = 'check'
      and (n.outcome, n.first_at) is distinct from (o.outcome, o.first_at);
  return null;
end $$;
create trigger receipt_corrected after update on kernel.receipt
  referencing new table as added old table as dropped
  for each statement execute function reporting.recount_receipts();

-- Forgets the days of areas from a date on (to p_until, exclusive; null = all).
create function reporting.forget(p_areas bigint[], p_from date, p_until date) returns void language plpgsql
security definer set search_path = reporting, pg_catalog as $$
declare a bigint;
begin
  for a in select distinct unnest(p_areas) order by 1 loop
    perform pg_advisory_xact_lock_shared(lock_key(a));
  end loop;
  delete from day d where d.area_id = any (p_areas) and d.period >= coalesce(p_from, '-infinity')
    and (p_until is null or d.period < p_until);
end $$;
revoke all on function reporting.forget from public;

create function reporting.on_versions() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
begin
  perform forget(array_agg(distinct area_id), min(lower(valid)), null) from changed having count(*) > 0;
  return null;
end $$;
create trigger version_added after insert on org.unit_version referencing new table as changed
  for each statement execute function reporting.on_versions();
create trigger version_changed after update on org.unit_version referencing new table as changed
  for each statement execute function reporting.on_versions();
create trigger version_dropped after delete on org.unit_version referencing old table as changed
  for each statement execute function reporting.on_versions();

-- The areas whose rows may concern a unit, now or at any time: those below a region, or the one around it. With
-- = any instead of @> the planner reads the hundred rows of the partial index, not the GIN index of all lineages
-- (0.2 ms instead of 25 ms among 132,000 units).
create function reporting.areas_of(p_unit bigint) returns bigint[] language sql stable parallel safe as $$
  select array_agg(distinct x.area_id) from (
    select v.area_id from org.unit_version v where v.unit_id = p_unit
    union all
    select v.area_id from org.unit_version v where v.unit_id = v.area_id and p_unit = any (v.lineage)) x $$;

-- A slot or exemption speaks for a subtree; null unit = everywhere.
create function reporting.areas_ruled(p_unit bigint) returns bigint[] language sql stable as $$
  select case when p_unit is null then (select array_agg(distinct area_id) from reporting.day)
    when exists (select from org.unit u join org.unit_kind k on k.code = u.kind where u.id = p_unit and k.role = 'territory')
    then (select array_agg(distinct area_id) from org.unit_version where lineage @> array[p_unit])
    else reporting.areas_of(p_unit) end $$;

create function reporting.on_rule() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
begin
  if tg_op <> 'INSERT' then perform forget(areas_ruled(old.unit_id), lower(old.valid), upper(old.valid)); end if;
  if tg_op <> 'DELETE' then perform forget(areas_ruled(new.unit_id), lower(new.valid), upper(new.valid)); end if;
  return null;
end $$;
create trigger slot_changed after insert or update or delete on reporting.slot
  for each row execute function reporting.on_rule();
create trigger exemption_changed after insert or update or delete on reporting.exemption
  for each row execute function reporting.on_rule();

create function reporting.on_calendar_day() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
declare r record;
begin
  if tg_op = 'DELETE' then r := old; else r := new; end if;
  perform forget(areas_ruled(r.unit_id), r.date, r.date + 1);
  return null;
end $$;
create trigger calendar_day_changed after insert or update or delete on org.calendar_day
  for each row execute function reporting.on_calendar_day();

-- A unit's first term gives its subtree terms at all, so every day may change.
create function reporting.on_term() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
begin
  perform forget(areas_ruled(case tg_op when 'DELETE' then old.unit_id else new.unit_id end), null, null);
  return null;
end $$;
create trigger term_changed after insert or update or delete on org.term
  for each row execute function reporting.on_term();

grant select on reporting.day, reporting.tally to lianfang_app;
alter table reporting.tally enable row level security;
create policy tally_scope on reporting.tally to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
