-- As in 0600, under both locks of an area (0512), and whoever reports takes the lock before dropping the mark: a receipt
-- that came while its day was added up found no mark to drop yet, and the sum stayed without it. Marks are found by their
-- key whatever was known of the table when the plan was made (as in 0512).
create or replace function insight.on_receipts() returns trigger language plpgsql security definer
set search_path = insight, pg_catalog set enable_seqscan = off set enable_indexscan = off as $$
begin
  perform pg_advisory_xact_lock_shared(reporting.lock_key(area_id)) from (select distinct area_id from changed order by 1) c;
  delete from area_known k using (select distinct area_id, period from changed) c
    where k.area_id = c.area_id and k.period = c.period;
  return null;
end $$;

-- One area and date at a time, so that the checks of an area wait for as long as its rows take to read, and two
-- transactions never for each other. Planned anew each time: rare, and a plan made while the tables were empty reads all.
drop function insight.refresh(date, bigint[]);
create function insight.refresh(p_area bigint, p_period date) returns void language plpgsql security definer
set search_path = insight, pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  perform reporting.hold_rules(array[p_area]);
  perform reporting.hold_counts(array[p_area]);
  delete from area_day where area_id = p_area and period = p_period;
  insert into area_day
    select t.area_id, p_period, t.slot, v.lineage, t.schools, coalesce(c.submitted, 0), coalesce(c.late, 0),
      t.expected, t.exempt, t.data, t.zero, t.late, coalesce(d.enrolled, 0), coalesce(d.absent_ill, 0),
      coalesce(d.absent_other, 0), coalesce(d.present_ill, 0), coalesce(s.symptoms, '{}')
    from (
      select area_id, slot, count(distinct school_id) filter (where owes_report)::int as schools,
        sum(expected)::int as expected, sum(exempt)::int as exempt, sum(data)::int as data, sum(zero)::int as zero,
        sum(late)::int as late
      from published.tally where area_id = p_area and period = p_period group by 1, 2) t
    join org.unit_version v on v.unit_id = t.area_id and v.valid @> p_period
    left join (
      select r.area_id, r.slot, count(*)::int as submitted,
        count(*) filter (where r.first_at > (select max(x.school_due_at) from published.tally x
          where x.area_id = r.area_id and x.period = r.period and x.slot = r.slot and x.school_id = r.school_id))::int as late
      from published.school_report r where r.area_id = p_area and r.period = p_period group by 1, 2) c
      on c.area_id = t.area_id and c.slot = t.slot
    left join (
      select area_id, slot, sum(enrolled)::int as enrolled, sum(absent_ill)::int as absent_ill,
        sum(absent_other)::int as absent_other, sum(present_ill)::int as present_ill
      from published.school_day where area_id = p_area and period = p_period group by 1, 2) d
      on d.area_id = t.area_id and d.slot = t.slot
    left join (
      select area_id, slot, jsonb_object_agg(symptom, n) as symptoms from (
        select area_id, slot, symptom, sum(count)::int as n from published.symptom_day
        where area_id = p_area and period = p_period and count > 0 group by 1, 2, 3) x group by 1, 2) s
      on s.area_id = t.area_id and s.slot = t.slot;
  insert into area_known values (p_area, p_period) on conflict do nothing;
end $$;
revoke all on function insight.refresh from public;
grant execute on function insight.refresh to lianfang_app;
