-- Organisation: an effective-dated tree of units with a second, territorial line (条块), posts and holders,
-- terms and calendar. Past figures never change because every fact row carries the lineage of its date.
create schema if not exists org;
grant usage on schema org to lianfang_app;

-- Kinds are data. level orders them; role says what the engine does with a unit of this kind.
create table org.unit_kind (
  code text constraint unit_kind_pk primary key,
  name_zh text not null,
  name_en text not null,
  level smallint not null,            -- 10 province, 20 city, 30 county, 35 street, 40 institution, 50.. inside
  role text not null constraint unit_kind_role check (role in ('region', 'territory', 'institution', 'division', 'group')),
  -- group: reports checks itself (class, dormitory, office, department of an enterprise)
  parents text[] not null default '{}'
);

create table org.unit (
  id bigint generated always as identity constraint unit_pk primary key,
  code text not null constraint unit_code_key unique,   -- national/organisation code, or generated
  kind text not null constraint unit_kind_fk references org.unit_kind,
  name text not null,                 -- current; history in unit_version
  parent_id bigint constraint unit_parent_fk references org.unit,
  territory_id bigint constraint unit_territory_fk references org.unit, -- second line: street/community
  area_id bigint not null,            -- county-level (or directly managed) unit above or itself
  school_id bigint,                   -- institution above or itself; null above institutions
  -- Itself, then the main line upwards, then the territorial line upwards (what is not on the main line).
  -- The order is the order of precedence: the first unit that sets a day, a parameter or a slot wins.
  lineage bigint[] not null,
  sort integer not null default 0,
  opened_on date not null,
  closed_on date,                     -- exclusive; null = open
  attributes jsonb not null default '{}', -- stage, boarding, grade number, entry year, ...
  created_at timestamptz not null default now()
);
create index unit_parent on org.unit (parent_id, sort, id);
create index unit_territory on org.unit (territory_id);
create index unit_kind_idx on org.unit (kind);
create index unit_school on org.unit (school_id);
create index unit_area on org.unit (area_id, kind);
create index unit_lineage on org.unit using gin (lineage);

-- What the unit was called and where it hung, on each date, planned changes included: this is the truth, and
-- org.unit is the row of today (org.refresh). area_id, school_id and lineage are derived (org.rederive).
create table org.unit_version (
  unit_id bigint not null constraint unit_version_unit_fk references org.unit,
  valid daterange not null,
  name text not null,
  parent_id bigint,
  territory_id bigint,
  attributes jsonb not null default '{}',
  area_id bigint not null default 0,
  school_id bigint,
  lineage bigint[] not null default '{}',
  constraint unit_version_no_overlap exclude using gist (unit_id with =, valid with &&)
);
create index unit_version_unit on org.unit_version (unit_id);
create index unit_version_parent on org.unit_version (parent_id);
create index unit_version_lineage on org.unit_version using gin (lineage);
create index unit_version_start on org.unit_version (lower(valid));

-- One row an operation (move, merge, close, promote, rename, edit): what was asked, what it changed, who did it.
create table org.operation (
  id uuid constraint operation_pk primary key,
  area_id bigint not null,
  unit_id bigint not null constraint operation_unit_fk references org.unit, -- where it was asked
  type text not null constraint operation_type
    check (type in ('move', 'merge', 'close', 'rename', 'promote', 'edit')),
  effective_on date not null,
  request jsonb not null,
  result jsonb not null,
  account_id text not null,
  at timestamptz not null,
  seq bigint generated always as identity, -- the order in which they were carried out
  undone_at timestamptz,
  undone_by text,
  constraint operation_undone check ((undone_at is null) = (undone_by is null))
);
create index operation_of_unit on org.operation (unit_id, seq desc);
create index operation_effective on org.operation (effective_on);

-- The units an operation changed itself (not those whose lineage merely follows), with their versions from
-- the effective date on as they were before: what undo puts back. Null = made by the operation.
create table org.operation_unit (
  operation_id uuid not null constraint operation_unit_operation_fk references org.operation,
  unit_id bigint not null constraint operation_unit_unit_fk references org.unit,
  before jsonb,
  successor_id bigint constraint operation_unit_successor_fk references org.unit, -- who takes its people
  constraint operation_unit_pk primary key (operation_id, unit_id)
);
create index operation_unit_unit on org.operation_unit (unit_id);
create index operation_unit_successor on org.operation_unit (successor_id);

create table org.post_kind (
  code text constraint post_kind_pk primary key,
  name_zh text not null,
  name_en text not null,
  unit_roles text[] not null,         -- at which unit_kind.role it may be held
  permissions text[] not null,
  sort integer not null default 0
);

create table org.holding (
  id bigint generated always as identity constraint holding_pk primary key,
  account_id text not null,
  post_kind text not null constraint holding_post_fk references org.post_kind,
  unit_id bigint not null constraint holding_unit_fk references org.unit,
  valid daterange not null,
  backup boolean not null default false, -- stands in for the first holder (S0B-93: substitute)
  created_at timestamptz not null default now(),
  constraint holding_no_overlap exclude using gist (account_id with =, post_kind with =, unit_id with =, valid with &&)
);
create index holding_account on org.holding (account_id);
create index holding_unit on org.holding (unit_id);
create index holding_post on org.holding (post_kind);

create table org.term (
  id bigint generated always as identity constraint term_pk primary key,
  unit_id bigint not null constraint term_unit_fk references org.unit, -- applies to its subtree, nearest wins
  name text not null,
  valid daterange not null,
  constraint term_no_overlap exclude using gist (unit_id with =, valid with &&)
);
create index term_unit on org.term (unit_id);

-- Deviations from the statutory calendar: a unit's own holiday, make-up day, suspension. Closing school for pupils
-- says nothing about staff: each calendar has its own row.
create table org.calendar_day (
  unit_id bigint not null constraint calendar_day_unit_fk references org.unit,
  calendar text not null constraint calendar_day_calendar check (calendar in ('school', 'work')),
  date date not null,
  open boolean not null,
  reason text not null,
  constraint calendar_day_pk primary key (unit_id, calendar, date)
);

grant select, insert, update, delete on all tables in schema org to lianfang_app;
revoke delete on org.unit, org.operation, org.operation_unit from lianfang_app;
grant usage on all sequences in schema org to lianfang_app;
