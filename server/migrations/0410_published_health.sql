-- What health shows the modules above it: figures, and the named rows of the checks that count.
create view published.school_day with (security_invoker = true) as
  select area_id, school_id, period, slot, lineage, reported, enrolled, absent_ill, absent_other, late, present_ill
  from health.school_day;
create view published.symptom_day with (security_invoker = true) as
  select area_id, school_id, period, slot, symptom, lineage, count from health.symptom_day;
create view published.check_current with (security_invoker = true) as
  select area_id, unit_id, period, slot, school_id, lineage, outcome, enrolled, absent_ill, absent_other, late,
    present_ill, first_received_at, received_at from health.check_current;
create view published.exception_current with (security_invoker = true) as
  select c.area_id, c.unit_id, c.school_id, c.lineage, c.period, c.slot, e.person_id, e.kind, e.symptoms,
    e.temperature, e.saw_doctor, e.diagnosis, e.onset_on
  from health.check_current c join health.check_exception e on e.area_id = c.area_id and e.check_id = c.check_id;
grant select on all tables in schema published to lianfang_app;
