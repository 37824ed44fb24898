-- One batch of checks, of any areas: the whole way of a check from verdict to NOTIFY in one call, so that the
-- application pays one round trip and one commit for the requests of the same few milliseconds. As in 0402, but first
-- reports, which is what nearly all checks are, no longer pay for the verdict on the others (8 of 115 µs): one statement
-- records them, another function sees to what is left.
--
-- Items: [{no, id, area, unit, school, lineage, schoolLineage, period, slot, enrolled, counts…, symptoms, exceptions,
-- measured, madeAt, account, holding, corrects, reason, digest}], validated and authorised by the caller; what is empty
-- or 0 is left out, for every byte is read by the parser. No two items of a batch concern the same unit, period and slot, or carry the same
-- id (the coalescer sees to it). Items come by area, ascending, and `no` counts them from 0; p_areas are those areas.
-- p_hint: what goes to all processes by NOTIFY with the commit (kernel/stream.ts).
-- Returns a row for each item that is not the first report of its unit for that date and slot, so as a rule none
-- (health.record_others). Fails with unique_violation on check_report_pk for a first report under an id that another
-- check bears.
--
-- One advisory lock an area puts batches of several processes in line: all that two checks share are rows of one area,
-- the head of its audit chain at the latest. Taken in one order, so nobody waits crosswise; and before the statement
-- below, so that it sees all that went before.
--
-- Security definer, like all that is written beside a check: what may be reported was decided before, and the policies of
-- eight tables would only be asked whether each unit lies in its own area (60 of 700 µs a batch).
--
-- Rows are looked up by `lateral (… offset 0)`, which leaves the planner no choice but the key. The session keeps its
-- plans, and a join planned while the tables were small would read them whole ever after (measured: 13 ms a batch
-- after 8,000 checks instead of 3). Other ways to join than by the key are off for the same reason, in the triggers too.
create or replace function health.record_checks(p_areas bigint[], p_now timestamptz, p_items jsonb, p_hint text)
returns table (no integer, verdict text, received_at timestamptz, current_id uuid)
language plpgsql security definer set search_path = health, pg_catalog set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  v_first int[]; v_measured boolean; v_told int; v_chains bigint[]; v_lines kernel.audit_line[];
begin
  perform pg_advisory_xact_lock(4, hashint8(a)) from unnest(p_areas) a;

  with item as materialized (
    select i.*, case when i.exceptions is null and i.measured is null then 'zero' else 'data' end as outcome,
      coalesce(i."absentIll", 0) as absent_ill, coalesce(i."absentOther", 0) as absent_other,
      coalesce(i.late, 0) as were_late, coalesce(i."presentIll", 0) as present_ill
    from jsonb_to_recordset(p_items) as i(no int, id uuid, area bigint, unit bigint, school bigint, lineage bigint[],
      "schoolLineage" bigint[], period date, slot text, enrolled int, "absentIll" int, "absentOther" int, late int,
      "presentIll" int, symptoms jsonb, exceptions jsonb, measured jsonb, "madeAt" timestamptz, account text,
      holding text, corrects uuid, digest bytea)
    left join lateral (select c.check_id from check_current c where c.area_id = i.area and c.period = i.period
      and c.slot = i.slot and c.unit_id = i.unit offset 0) c on true
    where i.corrects is null and c.check_id is null
  ), report as (
    insert into check_report (id, area_id, unit_id, school_id, lineage, period, slot, outcome, enrolled, absent_ill,
      absent_other, late, present_ill, made_at, received_at, account_id, digest)
    select id, area, unit, school, lineage, period, slot, outcome, enrolled, absent_ill, absent_other, were_late,
      present_ill, "madeAt", p_now, account, digest
    from item
  ), exception as (
    insert into check_exception (area_id, check_id, no, person_id, school_id, lineage, period, kind, symptoms,
      temperature, saw_doctor, diagnosis, onset_on, note)
    select i.area, i.id, e.no, e."personId", i.school, i.lineage, i.period, e.kind,
      coalesce(e.symptoms, '{}'), e.temperature, e."sawDoctor", e.diagnosis, e."onsetOn", e.note
    from item i, jsonb_to_recordset(i.exceptions) as e(no smallint, "personId" bigint, kind text, symptoms text[],
      temperature numeric, "sawDoctor" boolean, diagnosis text, "onsetOn" date, note text)
    where i.exceptions is not null
  ), current as (
    insert into check_current (area_id, unit_id, period, slot, check_id, school_id, lineage, outcome, enrolled,
      absent_ill, absent_other, late, present_ill, symptoms, digest, first_at, last_at)
    select area, unit, period, slot, id, school, lineage, outcome, enrolled, absent_ill, absent_other, were_late,
      present_ill, coalesce(symptoms, '{}'), digest, p_now, p_now
    from item
  ), day as (
    insert into school_day as d (area_id, school_id, period, slot, lineage, reported, enrolled, absent_ill,
      absent_other, late, present_ill, updated_at)
    select area, school, period, slot, any_value("schoolLineage"), count(*), sum(enrolled),
      sum(absent_ill), sum(absent_other), sum(were_late), sum(present_ill), p_now
    from item group by area, school, period, slot
    on conflict (area_id, period, slot, school_id) do update set reported = d.reported + excluded.reported,
      enrolled = d.enrolled + excluded.enrolled, absent_ill = d.absent_ill + excluded.absent_ill,
      absent_other = d.absent_other + excluded.absent_other, late = d.late + excluded.late,
      present_ill = d.present_ill + excluded.present_ill, updated_at = excluded.updated_at
  ), symptom as (
    insert into symptom_day as d (area_id, school_id, period, slot, symptom, lineage, count)
    select area, school, period, slot, s.key, any_value("schoolLineage"), sum(s.value::int)
    from item, jsonb_each_text(symptoms) as s
    where symptoms is not null group by area, school, period, slot, s.key
    on conflict (area_id, period, slot, school_id, symptom) do update set count = d.count + excluded.count
  )
  select array_agg(no), coalesce(bool_or(measured is not null), false), array_agg(area order by no),
    array_agg(row(account, holding, 'check.submit', 'check:' || id, unit, jsonb_build_object('period', period,
      'slot', slot, 'digest', encode(digest, 'hex')), null)::kernel.audit_line order by no),
    (select count(pg_notify('lianfang', p_hint)))
  into v_first, v_measured, v_chains, v_lines, v_told from item;

  if v_measured then
    perform record_measurements(p_items, v_first);
  end if;
  -- Last, since it locks the chains of the areas until commit, and other batches can do all the rest meanwhile.
  if v_lines is not null then
    perform kernel.audit_across(v_chains, v_lines);
  end if;
  if coalesce(cardinality(v_first), 0) < jsonb_array_length(p_items) then
    return query select * from record_others(p_now, p_items, coalesce(v_first, '{}'));
  end if;
end $$;

-- The items of a batch that are not first reports, those but p_first: when each was received, the current report (of a
-- replay: the one it repeated) and a verdict:
--   correction  supersedes the current report, which `corrects` names
--   same        another id, the same content: kept beside the current report, counts nowhere
--   replay      this id with this content is already here: nothing changes
--   conflict    this id is already here with other content: nothing changes
--   exists      somebody reported something else already: nothing changes; `current_id` can be corrected
--   stale       `corrects` names a report that is not (or no longer) the current one: nothing changes
create function health.record_others(p_now timestamptz, p_items jsonb, p_first int[])
returns table (no integer, verdict text, received_at timestamptz, current_id uuid)
language plpgsql set search_path = health, pg_catalog set enable_seqscan = off as $$
#variable_conflict use_column
declare v_said jsonb; v_old jsonb[]; v_corrections int[]; v_chains bigint[]; v_lines kernel.audit_line[];
begin
  with said as (
    select i.*, case when r.id is null then c.check_id else r.same_as end as current_id,
      coalesce(r.received_at, p_now) as received_at,
      case when i.exceptions is null and i.measured is null then 'zero' else 'data' end as outcome,
      case
        when r.id is not null then
          case when r.digest = i.digest and r.corrects is not distinct from i.corrects
                and r.reason is not distinct from i.reason then 'replay' else 'conflict' end
        when i.corrects is null then case when c.digest = i.digest then 'same' else 'exists' end
        else case when i.corrects = c.check_id then 'correction' else 'stale' end
      end as verdict,
      case when r.id is null and i.corrects = c.check_id then jsonb_build_object('school', c.school_id,
        'enrolled', c.enrolled, 'absentIll', c.absent_ill, 'absentOther', c.absent_other, 'late', c.late,
        'presentIll', c.present_ill, 'symptoms', c.symptoms) end as old
    from jsonb_to_recordset(p_items) as i(no int, id uuid, area bigint, unit bigint, school bigint, lineage bigint[],
      period date, slot text, enrolled int, "absentIll" int, "absentOther" int, late int, "presentIll" int,
      exceptions jsonb, measured jsonb, "madeAt" timestamptz, account text, holding text, corrects uuid, reason text,
      digest bytea)
    left join lateral (select * from check_report r where r.area_id = i.area and r.id = i.id offset 0) r on true
    left join lateral (select * from check_current c where c.area_id = i.area and c.period = i.period
      and c.slot = i.slot and c.unit_id = i.unit offset 0) c on true
    where i.no <> all (p_first)
  ), item as materialized (
    -- A correction stays with the school it corrects, should the unit have moved in between.
    select *, coalesce((old->>'school')::bigint, school) as school_of_date from said
  ), report as (
    insert into check_report (id, area_id, unit_id, school_id, lineage, period, slot, outcome, enrolled, absent_ill,
      absent_other, late, present_ill, made_at, received_at, account_id, corrects, reason, same_as, digest)
    select id, area, unit, school_of_date, lineage, period, slot, outcome, enrolled, coalesce("absentIll", 0),
      coalesce("absentOther", 0), coalesce(late, 0), coalesce("presentIll", 0), "madeAt", p_now, account, corrects,
      reason, case verdict when 'same' then current_id end, digest
    from item where verdict in ('correction', 'same')
  ), exception as (
    insert into check_exception (area_id, check_id, no, person_id, school_id, lineage, period, kind, symptoms,
      temperature, saw_doctor, diagnosis, onset_on, note)
    select i.area, i.id, e.no, e."personId", i.school_of_date, i.lineage, i.period, e.kind,
      coalesce(e.symptoms, '{}'), e.temperature, e."sawDoctor", e.diagnosis, e."onsetOn", e.note
    from item i, jsonb_to_recordset(i.exceptions) as e(no smallint, "personId" bigint, kind text, symptoms text[],
      temperature numeric, "sawDoctor" boolean, diagnosis text, "onsetOn" date, note text)
    where i.verdict = 'correction' and i.exceptions is not null
  )
  select jsonb_agg(jsonb_build_object('no', no, 'verdict', verdict, 'received_at', received_at, 'current_id', current_id)),
    array_agg(no) filter (where verdict = 'correction'),
    array_agg(area order by no) filter (where verdict in ('correction', 'same')),
    array_agg(row(account, holding, case verdict when 'correction' then 'check.correct' else 'check.repeat' end,
        'check:' || id, unit, jsonb_strip_nulls(jsonb_build_object('period', period, 'slot', slot,
        'digest', encode(digest, 'hex'), 'corrects', corrects, 'reason', reason)), null)::kernel.audit_line
      order by no) filter (where verdict in ('correction', 'same')),
    (select array_agg(i.old order by n) from generate_series(0, jsonb_array_length(p_items) - 1) n
      left join item i on i.no = n)
  into v_said, v_corrections, v_chains, v_lines, v_old from item;

  if v_corrections is not null then
    perform record_measurements(p_items, v_corrections);
    perform apply_corrections(p_now, p_items, v_old);
  end if;
  if v_lines is not null then
    perform kernel.audit_across(v_chains, v_lines);
  end if;
  return query select * from jsonb_to_recordset(v_said)
    as o(no int, verdict text, received_at timestamptz, current_id uuid);
end $$;

-- The temperatures of measured rounds (S2.9-12, S2.11-02), of the items p_recorded. Apart, since most batches bring none
-- and a statement pays for each table it names (40 µs).
drop function health.record_measurements(jsonb, text[]);
create function health.record_measurements(p_items jsonb, p_recorded int[]) returns void language sql
set search_path = health, pg_catalog as $$
  insert into measurement (area_id, check_id, person_id, celsius, lineage, period)
  select i.area, i.id, m."personId", m.celsius, i.lineage, i.period
  from jsonb_to_recordset(p_items) as i(no int, id uuid, area bigint, lineage bigint[], period date, measured jsonb),
    jsonb_to_recordset(i.measured) as m("personId" bigint, celsius numeric)
  where i.no = any (p_recorded) $$;

-- Makes corrections current and moves the roll-up by new − old. p_old[no + 1]: what an item corrects, null for others. A
-- row a delta proposes may be negative, which an upsert refuses before it finds the existing one, so these are updates.
-- The report itself and its exceptions are written by then.
create or replace function health.apply_corrections(p_now timestamptz, p_items jsonb, p_old jsonb[])
returns void language plpgsql set search_path = health, pg_catalog as $$
begin
  update check_current c set check_id = r.id, outcome = r.outcome, enrolled = r.enrolled,
    absent_ill = r.absent_ill, absent_other = r.absent_other, late = r.late, present_ill = r.present_ill,
    symptoms = coalesce(i.symptoms, '{}'), digest = r.digest, last_at = r.received_at
  from jsonb_to_recordset(p_items) as i(no int, id uuid, area bigint, symptoms jsonb)
  cross join lateral (select * from check_report r where r.area_id = i.area and r.id = i.id offset 0) r
  where p_old[i.no + 1] is not null and c.area_id = r.area_id and c.period = r.period and c.slot = r.slot
    and c.unit_id = r.unit_id;

  update school_day d set enrolled = d.enrolled + n.enrolled, absent_ill = d.absent_ill + n.absent_ill,
    absent_other = d.absent_other + n.absent_other, late = d.late + n.late,
    present_ill = d.present_ill + n.present_ill, updated_at = p_now
  from (
    select i.area, (o->>'school')::bigint as school, i.period, i.slot,
      sum(i.enrolled - (o->>'enrolled')::int) as enrolled,
      sum(coalesce(i."absentIll", 0) - (o->>'absentIll')::int) as absent_ill,
      sum(coalesce(i."absentOther", 0) - (o->>'absentOther')::int) as absent_other,
      sum(coalesce(i.late, 0) - (o->>'late')::int) as late,
      sum(coalesce(i."presentIll", 0) - (o->>'presentIll')::int) as present_ill
    from jsonb_to_recordset(p_items) as i(no int, area bigint, period date, slot text, enrolled int, "absentIll" int,
      "absentOther" int, late int, "presentIll" int), lateral (select p_old[i.no + 1] as o) old
    where o is not null group by 1, 2, 3, 4) n
  where d.area_id = n.area and d.period = n.period and d.slot = n.slot and d.school_id = n.school;

  with delta as materialized (
    select d.lineage, i.area, (o->>'school')::bigint as school, i.period, i.slot, s.key as symptom, sum(s.n) as n
    from jsonb_to_recordset(p_items) as i(no int, area bigint, period date, slot text, symptoms jsonb)
    cross join lateral (select p_old[i.no + 1] as o) old
    cross join lateral (select key, value::int as n from jsonb_each_text(i.symptoms)
      union all select key, -value::int from jsonb_each_text(o->'symptoms')) s
    join school_day d on d.area_id = i.area and d.period = i.period and d.slot = i.slot
      and d.school_id = (o->>'school')::bigint
    where o is not null group by 1, 2, 3, 4, 5, 6 having sum(s.n) <> 0
  ), changed as (
    update symptom_day t set count = t.count + delta.n from delta
    where t.area_id = delta.area and t.period = delta.period and t.slot = delta.slot and t.school_id = delta.school
      and t.symptom = delta.symptom
    returning t.area_id, t.school_id, t.period, t.slot, t.symptom
  )
  insert into symptom_day (area_id, school_id, period, slot, symptom, lineage, count)
  select area, school, period, slot, symptom, lineage, n from delta
  where not exists (select from changed c where c.area_id = delta.area and c.school_id = delta.school
    and c.period = delta.period and c.slot = delta.slot and c.symptom = delta.symptom);
end $$;

revoke all on function health.record_others, health.record_measurements, health.apply_corrections from public;
