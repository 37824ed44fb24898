-- Boards read published views. Of past days a province would add up 12,000 schools × 20 days for one trend line, so
-- finished days are kept per area (county, directly managed unit): 120 rows a day instead. Derived and disposable:
-- a late report, a correction or a forgotten day marks the row stale, the next reader computes it again.
create schema if not exists insight;
grant usage on schema insight to lianfang_app;

create table insight.area_day (
  area_id bigint not null,
  period date not null,
  slot text not null,
  lineage bigint[] not null,
  schools integer not null,           -- institutions with something due
  submitted integer not null, submitted_late integer not null,
  expected integer not null, exempt integer not null,
  data integer not null, zero integer not null, late integer not null,
  enrolled integer not null, absent_ill integer not null, absent_other integer not null,
  present_ill integer not null,
  symptoms jsonb not null,            -- {symptom: people}
  constraint area_day_pk primary key (area_id, period, slot)
);
-- Which areas and dates the table above speaks for: a date without any slot has no rows and is known all the same.
create table insight.area_known (
  area_id bigint not null,
  period date not null,
  constraint area_known_pk primary key (area_id, period)
);
grant select on insight.area_day, insight.area_known to lianfang_app;
alter table insight.area_day enable row level security;
create policy area_day_scope on insight.area_day to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));

create function insight.refresh(p_period date, p_areas bigint[]) returns void language plpgsql security definer
set search_path = insight, pg_catalog as $$
declare a bigint;
begin
  -- The lock of the counts: whoever changes a day of the area holds it shared until commit.
  for a in select unnest(p_areas) order by 1 loop
    perform pg_advisory_xact_lock(reporting.lock_key(a));
  end loop;
  delete from area_day where area_id = any (p_areas) and period = p_period;
  insert into area_day
    select t.area_id, p_period, t.slot, v.lineage, t.schools, coalesce(c.submitted, 0), coalesce(c.late, 0),
      t.expected, t.exempt, t.data, t.zero, t.late, coalesce(d.enrolled, 0), coalesce(d.absent_ill, 0),
      coalesce(d.absent_other, 0), coalesce(d.present_ill, 0), coalesce(s.symptoms, '{}')
    from (
      select area_id, slot, count(distinct school_id) filter (where owes_report)::int as schools,
        sum(expected)::int as expected, sum(exempt)::int as exempt, sum(data)::int as data, sum(zero)::int as zero,
        sum(late)::int as late
      from published.tally where area_id = any (p_areas) and period = p_period group by 1, 2) t
    join org.unit_version v on v.unit_id = t.area_id and v.valid @> p_period
    left join (
      select r.area_id, r.slot, count(*)::int as submitted,
        count(*) filter (where r.first_at > (select max(x.school_due_at) from published.tally x
          where x.area_id = r.area_id and x.period = r.period and x.slot = r.slot and x.school_id = r.school_id))::int as late
      from published.school_report r where r.area_id = any (p_areas) and r.period = p_period group by 1, 2) c
      on c.area_id = t.area_id and c.slot = t.slot
    left join (
      select area_id, slot, sum(enrolled)::int as enrolled, sum(absent_ill)::int as absent_ill,
        sum(absent_other)::int as absent_other, sum(present_ill)::int as present_ill
      from published.school_day where area_id = any (p_areas) and period = p_period group by 1, 2) d
      on d.area_id = t.area_id and d.slot = t.slot
    left join (
      select area_id, slot, jsonb_object_agg(symptom, n) as symptoms from (
        select area_id, slot, symptom, sum(count)::int as n from published.symptom_day
        where area_id = any (p_areas) and period = p_period and count > 0 group by 1, 2, 3) x group by 1, 2) s
      on s.area_id = t.area_id and s.slot = t.slot;
  insert into area_known select unnest(p_areas), p_period on conflict do nothing;
end $$;
revoke all on function insight.refresh from public;
grant execute on function insight.refresh to lianfang_app;

create function insight.on_receipts() returns trigger language plpgsql security definer
set search_path = insight, pg_catalog as $$
begin
  delete from area_known k using (select distinct area_id, period from changed) c
    where k.area_id = c.area_id and k.period = c.period;
  return null;
end $$;
create trigger receipt_added_stale after insert on kernel.receipt referencing new table as changed
  for each statement execute function insight.on_receipts();
create trigger receipt_changed_stale after update on kernel.receipt referencing new table as changed
  for each statement execute function insight.on_receipts();
create trigger day_forgotten_stale after delete on reporting.day referencing old table as changed
  for each statement execute function insight.on_receipts();
