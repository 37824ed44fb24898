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
  same_as uuid,                       -- a second person said the same: kept, but counts nowhere
  digest bytea not null,              -- of what was said: tells a retry from another report under the same id
  constraint check_report_pk primary key (area_id, id),
  constraint check_counts check (absent_ill + absent_other + late + present_ill <= enrolled),
  constraint check_correction check ((corrects is null) = (reason is null)),
  constraint check_same check (same_as is null or corrects is null)
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

-- Temperatures of a measured round (offices, enterprises: S2.9-12, S2.11-02): the register a clause asks to keep.
create table health.measurement (
  area_id bigint not null,
  check_id uuid not null,
  person_id bigint not null,
  celsius numeric(3, 1) not null constraint measurement_celsius check (celsius between 30 and 45),
  lineage bigint[] not null,
  period date not null,
  constraint measurement_pk primary key (area_id, check_id, person_id),
  constraint measurement_check_fk foreign key (area_id, check_id) references health.check_report
);
create index measurement_person on health.measurement (person_id, period);

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
  symptoms jsonb not null default '{}', -- {symptom: people}
  digest bytea not null,
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
  constraint school_day_pk primary key (area_id, period, slot, school_id),
  -- Whatever the order of reports and corrections, a rate stays between 0 and 1.
  constraint school_day_rate check (least(reported, absent_ill, absent_other, late, present_ill) >= 0
    and absent_ill + absent_other + late + present_ill <= enrolled)
) with (fillfactor = 50);             -- rewritten by every report of the school: room for in-page updates
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
  constraint symptom_day_pk primary key (area_id, period, slot, school_id, symptom),
  constraint symptom_day_count check (count >= 0)
) with (fillfactor = 70);
create index symptom_day_school on health.symptom_day (school_id, period);

-- Tracing of an absence for illness (S0B-25): what was asked and learnt, by whom, until the return. Append-only.
create table health.follow_up (
  id uuid not null,                   -- made by the client
  area_id bigint not null,
  school_id bigint not null,
  person_id bigint not null,
  onset date not null,                -- first day of the absence it traces
  at timestamptz not null,
  account_id text not null,
  account_name text not null,         -- the tracer, as the register names him
  note text not null,
  state text not null constraint follow_up_state check (state in ('absent', 'admitted', 'recovered', 'returned')),
  lineage bigint[] not null,
  constraint follow_up_pk primary key (area_id, id)
);
create index follow_up_person on health.follow_up (person_id, onset, at);
create index follow_up_school on health.follow_up (school_id, onset);

grant select, insert on health.check_report, health.check_exception, health.measurement, health.follow_up to lianfang_app;
grant select, insert, update on health.check_current, health.school_day, health.symptom_day to lianfang_app;

do $$ declare t text; begin
  foreach t in array array['check_report', 'check_exception', 'measurement', 'check_current', 'school_day', 'symptom_day',
    'follow_up'] loop
    execute format('alter table health.%I enable row level security', t);
    execute format('create policy %I on health.%I to lianfang_app using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()))', t || '_scope', t);
  end loop;
end $$;
