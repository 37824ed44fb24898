-- Health checks (晨检/午检/晚检). A check is append-only: a correction is a new row that supersedes; the
-- current one per unit, date and slot is check_current; figures above the class come from the roll-up.
create schema if not exists health;
grant usage on schema health to lianfang_app;

create table health.check_report (
  id uuid not null,                   -- made by the client (UUIDv7): a retry changes nothing
  area_id bigint not null,
  unit_id bigint not null,
  school_id bigint not null,
  lineage bigint[] not null,
  period date not null,
  slot text not null,
  outcome text not null constraint check_outcome check (outcome in ('data', 'zero')),
  enrolled integer not null constraint check_enrolled check (enrolled >= 0),
  absent_ill integer not null, absent_other integer not null, late integer not null,
  present_ill integer not null,
  made_at timestamptz not null,       -- on the phone
  received_at timestamptz not null,
  account_id text not null,
  corrects uuid,                      -- the report this one supersedes
  reason text,                        -- why corrected
  constraint check_report_pk primary key (area_id, id),
  constraint check_counts check (absent_ill + absent_other + late + present_ill <= enrolled),
  constraint check_correction check ((corrects is null) = (reason is null))
);
create index check_report_unit on health.check_report (unit_id, period, slot, received_at);

-- One row a pupil or member of staff who is not simply present and well.
create table health.check_exception (
  area_id bigint not null,
  check_id uuid not null,
  no smallint not null,
  person_id bigint,
  school_id bigint not null,
  lineage bigint[] not null,
  period date not null,
  kind text not null constraint exception_kind check (kind in ('absent_ill', 'absent_other', 'late', 'present_ill')),
  symptoms text[] not null default '{}',
  temperature numeric(3, 1),
  saw_doctor boolean,
  diagnosis text,
  onset_on date,
  note text,
  constraint check_exception_pk primary key (area_id, check_id, no),
  constraint check_exception_check_fk foreign key (area_id, check_id) references health.check_report
);
create index check_exception_school on health.check_exception (school_id, period);
create index check_exception_person on health.check_exception (person_id, period);

create table health.check_current (
  area_id bigint not null,
  unit_id bigint not null,
  period date not null,
  slot text not null,
  check_id uuid not null,
  school_id bigint not null,
  lineage bigint[] not null,
  outcome text not null,
  enrolled integer not null,
  absent_ill integer not null, absent_other integer not null, late integer not null,
  present_ill integer not null,
  symptoms jsonb not null default '{}',
  first_received_at timestamptz not null,
  received_at timestamptz not null,
  constraint check_current_pk primary key (area_id, period, slot, unit_id)
);
create index check_current_school on health.check_current (school_id, period, slot);

-- Roll-up: figures a school, date and slot. Boards read this, never the checks.
create table health.school_day (
  area_id bigint not null,
  school_id bigint not null,
  period date not null,
  slot text not null,
  lineage bigint[] not null,          -- the school's, on that date
  reported integer not null default 0,-- groups that have reported
  enrolled integer not null default 0,
  absent_ill integer not null default 0, absent_other integer not null default 0,
  late integer not null default 0, present_ill integer not null default 0,
  updated_at timestamptz not null default now(),
  constraint school_day_pk primary key (area_id, period, slot, school_id)
);
create index school_day_school on health.school_day (school_id, period);
create index school_day_period on health.school_day (period, slot);

create table health.symptom_day (
  area_id bigint not null,
  school_id bigint not null,
  period date not null,
  slot text not null,
  symptom text not null,
  lineage bigint[] not null,
  count integer not null default 0,
  constraint symptom_day_pk primary key (area_id, period, slot, school_id, symptom)
);
create index symptom_day_school on health.symptom_day (school_id, period);

grant select, insert on health.check_report, health.check_exception to lianfang_app;
grant select, insert, update on health.check_current, health.school_day, health.symptom_day to lianfang_app;

do $$ declare t text; begin
  foreach t in array array['check_report', 'check_exception', 'check_current', 'school_day', 'symptom_day'] loop
    execute format('alter table health.%I enable row level security', t);
    execute format('create policy %I on health.%I to lianfang_app using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()))', t || '_scope', t);
  end loop;
end $$;
