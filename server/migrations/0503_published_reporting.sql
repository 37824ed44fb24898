-- What reporting shows the modules above it.
create view published.tally with (security_invoker = true) as
  select area_id, period, slot, school_id, subject_kind, lineage, opens_at, due_at, school_due_at, owes_report,
    expected, exempt, data, zero, late, expected - data - zero - late as outstanding
  from reporting.tally;
create view published.school_report with (security_invoker = true) as
  select area_id, school_id, lineage, period, slot, version, outcome, missing, first_at, last_at
  from reporting.school_current;
grant select on published.tally, published.school_report to lianfang_app;
create view published.reminder with (security_invoker = true) as
  select area_id, unit_id, school_id, lineage, period, slot, automatic, stage, recipients, at from reporting.reminder;
grant select on published.reminder to lianfang_app;
