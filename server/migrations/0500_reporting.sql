-- Reporting lines: what is due by when (slots), what a school confirmed and sent up, who acknowledged it on
-- which line, exemptions, reminders. What is missing is derived: expected minus kernel.receipt.
create schema if not exists reporting;
grant usage on schema reporting to lianfang_app;

-- A clock deadline. Rows of the nearest unit above win; null unit = the platform's default.
create table reporting.slot (
  id bigint generated always as identity constraint slot_pk primary key,
  code text not null,                 -- 'morning' | 'noon' | 'evening' | ...
  unit_id bigint constraint slot_unit_fk references org.unit, -- whose subtree: an institution or a region
  subject_kind text not null,         -- unit_kind.code that owes it: class, dormitory, office, ...
  name_zh text not null,
  name_en text not null,
  opens_at time not null,
  due_at time not null,               -- groups report by
  school_due_at time not null,        -- the school confirms and submits upward by
  calendar text not null default 'school' constraint slot_calendar check (calendar in ('school', 'work', 'daily')),
  enabled boolean not null default true,
  valid daterange not null,
  source text not null,
  account_id text,                    -- who set it; null = came with the platform
  constraint slot_order check (opens_at < due_at and due_at <= school_due_at),
  constraint slot_no_overlap exclude using gist
    (code with =, subject_kind with =, coalesce(unit_id, 0) with =, valid with &&)
);
create index slot_lookup on reporting.slot (unit_id, code);

-- Owes nothing on these dates, with the reason. Rows of all units below follow.
create table reporting.exemption (
  id bigint generated always as identity constraint exemption_pk primary key,
  unit_id bigint not null constraint exemption_unit_fk references org.unit,
  lineage bigint[] not null,
  valid daterange not null,
  slot text,                          -- null = all
  reason text not null,
  account_id text not null,
  created_at timestamptz not null default now(),
  ended_by text,                      -- who shortened it
  constraint exemption_range check (not isempty(valid) and not upper_inf(valid)),
  constraint exemption_no_overlap exclude using gist
    (unit_id with =, coalesce(slot, '*') with =, valid with &&)
);
create index exemption_unit on reporting.exemption (unit_id);

create table reporting.school_report (
  id uuid not null,
  area_id bigint not null,
  school_id bigint not null,
  lineage bigint[] not null,
  period date not null,
  slot text not null,
  version integer not null,
  figures jsonb not null,             -- the snapshot that was confirmed
  expected integer not null,
  missing integer not null,           -- groups still missing when confirmed
  outcome text not null constraint school_report_outcome check (outcome in ('data', 'zero')),
  submitted_at timestamptz not null,
  account_id text not null,
  note text,
  constraint school_report_pk primary key (area_id, id),
  constraint school_report_version_key unique (area_id, school_id, period, slot, version)
);
create index school_report_period on reporting.school_report (area_id, period, slot);

-- The latest version, with what came first: the first arrival decides timeliness, the last the content.
create table reporting.school_current (
  area_id bigint not null,
  school_id bigint not null,
  lineage bigint[] not null,
  period date not null,
  slot text not null,
  report_id uuid not null,
  version integer not null,
  outcome text not null,
  missing integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  main_version integer,               -- the version each line has acknowledged; null = none yet
  territorial_version integer,
  constraint school_current_pk primary key (area_id, period, slot, school_id),
  constraint school_current_report_fk foreign key (area_id, report_id) references reporting.school_report
);
create index school_current_report on reporting.school_current (area_id, report_id);
create index school_current_school on reporting.school_current (school_id, period);

-- Receipt of a school report by a line: 'main' (education) or 'territorial' (street, community) — S3-28.
create table reporting.acknowledgement (
  area_id bigint not null,
  report_id uuid not null,
  line text not null constraint acknowledgement_line check (line in ('main', 'territorial')),
  unit_id bigint not null,
  lineage bigint[] not null,
  account_id text not null,
  at timestamptz not null,
  constraint acknowledgement_pk primary key (area_id, report_id, line),
  constraint acknowledgement_report_fk foreign key (area_id, report_id) references reporting.school_report
);

create table reporting.reminder (
  id uuid constraint reminder_pk primary key default uuidv7(),
  batch_id uuid,                      -- of one press of the button, made by the client
  area_id bigint not null,
  unit_id bigint not null,            -- whose report was asked for
  school_id bigint not null,
  lineage bigint[] not null,
  period date not null,
  slot text not null,
  automatic boolean not null,
  stage text not null,                -- 'manual' | 'before-due' | 'after-due'; of a school: 'school-before-due' …
  recipients integer not null,        -- 0 = nobody holds the post: listed, not silent
  account_id text,                    -- who pressed the button; null = automatic
  at timestamptz not null
);
create unique index reminder_automatic_key on reporting.reminder (unit_id, period, slot, stage) where automatic;
create index reminder_unit on reporting.reminder (unit_id, period, slot, at desc);
create index reminder_batch on reporting.reminder (batch_id) where batch_id is not null;
create index reminder_school on reporting.reminder (school_id, period, slot);

grant select, insert, update, delete on all tables in schema reporting to lianfang_app;
grant usage on all sequences in schema reporting to lianfang_app;
do $$ declare t text; begin
  foreach t in array array['exemption', 'school_report', 'school_current', 'acknowledgement', 'reminder'] loop
    execute format('alter table reporting.%I enable row level security', t);
    execute format('create policy %I on reporting.%I to lianfang_app using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()))', t || '_scope', t);
  end loop;
end $$;
