-- Checks of a group in no institution used to add up at the authority above it, where no board looked. They stand for
-- themselves (org.reporters): what was recorded so far is filed anew in the same way. What was said does not change.
create temporary table authority on commit drop as
  select u.id from org.unit u join org.unit_kind k on k.code = u.kind where k.role in ('region', 'territory');

update health.check_report set school_id = unit_id where school_id in (select id from authority);
update health.check_current set school_id = unit_id where school_id in (select id from authority);
update kernel.receipt set school_id = unit_id where kind = 'check' and school_id in (select id from authority);
update health.check_exception e set school_id = r.school_id from health.check_report r
  where r.area_id = e.area_id and r.id = e.check_id and e.school_id in (select id from authority);
update health.follow_up f set school_id = e.school_id from health.check_exception e
  where e.person_id = f.person_id and e.period = f.onset and f.school_id in (select id from authority);

delete from health.school_day where school_id in (select id from authority);
delete from health.symptom_day where school_id in (select id from authority);
insert into health.school_day (area_id, school_id, period, slot, lineage, reported, enrolled, absent_ill, absent_other,
  late, present_ill)
  select area_id, unit_id, period, slot, lineage, 1, enrolled, absent_ill, absent_other, late, present_ill
  from health.check_current where school_id = unit_id on conflict do nothing;
insert into health.symptom_day (area_id, school_id, period, slot, symptom, lineage, count)
  select c.area_id, c.unit_id, c.period, c.slot, s.key, c.lineage, s.value::int
  from health.check_current c, jsonb_each_text(c.symptoms) s where c.school_id = c.unit_id on conflict do nothing;
