-- People: staff and pupils with their places. Identity numbers and phones are encrypted by the application
-- (AES-256-GCM) and matched by keyed hash (HMAC-SHA-256); rows are under row-level security.
create schema if not exists people;
grant usage on schema people to lianfang_app;

create table people.person (
  id bigint generated always as identity constraint person_pk primary key,
  area_id bigint not null,
  kind text not null constraint person_kind check (kind in ('student', 'staff')),
  unit_id bigint not null,            -- where the person belongs now: class, office, school
  school_id bigint,                   -- the institution; null for staff of an authority's own offices
  lineage bigint[] not null,
  name text not null,
  initials text not null default '',  -- pinyin initials of the name, for searching
  sex text constraint person_sex check (sex in ('male', 'female')),
  birth_date date,
  student_no text,                    -- 学籍号 / staff number
  id_enc bytea, id_hash bytea, id_last4 text,
  id_type text not null default 'resident' constraint person_id_type check (id_type in ('resident', 'other')),
  phone_enc bytea, phone_hash bytea, phone_last4 text,
  guardian_name text, guardian_phone_enc bytea, guardian_phone_hash bytea, guardian_phone_last4 text,
  guardian_verified_on date,          -- S0B-27: contacts kept current
  address text,
  position text,                      -- staff: duty or subject
  boarder boolean not null default false,
  dormitory_id bigint,
  room text,
  joined_on date not null,
  left_on date,                       -- exclusive
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create unique index person_id_hash_key on people.person (area_id, id_hash) where id_hash is not null;
create index person_id_hash on people.person (id_hash) where id_hash is not null; -- transfers between areas
create index person_unit on people.person (unit_id, name, id);
create index person_school on people.person (school_id, kind, id);
create index person_school_name on people.person (school_id, name text_pattern_ops);
create index person_school_initials on people.person (school_id, initials text_pattern_ops);
create index person_lineage on people.person using gin (lineage);
create index person_name on people.person (name, id);
create index person_dormitory on people.person (dormitory_id) where dormitory_id is not null;
create index person_student_no on people.person (area_id, student_no) where student_no is not null;

-- Places over time (a class last year, another this year).
create table people.placement (
  person_id bigint not null constraint placement_person_fk references people.person,
  unit_id bigint not null,
  dormitory_id bigint,
  lineage bigint[] not null,
  valid daterange not null,
  constraint placement_no_overlap exclude using gist (person_id with =, valid with &&)
);
create index placement_unit on people.placement (unit_id);
create index placement_dormitory on people.placement (dormitory_id) where dormitory_id is not null;

-- An uploaded list on its way in: the file itself (sealed), what was recognised in it, what came of it.
create table people.import (
  id uuid constraint import_pk primary key,
  area_id bigint not null,
  unit_id bigint,                     -- whose list it is, where the user said so
  lineage bigint[] not null,
  kind text not null constraint import_kind check (kind in ('units', 'staff', 'students')),
  file_name text not null,
  file_hash bytea not null,           -- SHA-256 of the file
  file_enc bytea,                     -- removed when it is applied or after 24 h
  errors_enc bytea,                   -- the sheet of rejected rows, for 24 h
  choices jsonb not null default '{}',
  mode text constraint import_mode check (mode in ('all', 'good')),
  state text not null default 'checked'
    constraint import_state check (state in ('checked', 'applied', 'undone', 'failed')),
  result jsonb not null,
  progress integer,                   -- rows written so far while it is being applied
  account_id text not null,
  created_at timestamptz not null default now(),
  applied_at timestamptz
);
create index import_account on people.import (account_id, created_at desc);

-- What an import did to whom: the row as it was before, so that it can be undone.
create table people.import_change (
  import_id uuid not null constraint import_change_import_fk references people.import,
  person_id bigint not null,
  action text not null constraint import_change_action check (action in ('new', 'changed', 'moved', 'returned')),
  lineage bigint[] not null,
  before jsonb,                       -- null for a new person; removed after 24 h
  written_at timestamptz,             -- updated_at of the person when the import had written it
  constraint import_change_pk primary key (import_id, person_id)
);

grant select, insert, update, delete on all tables in schema people to lianfang_app;
grant usage on all sequences in schema people to lianfang_app;

alter table people.person enable row level security;
create policy person_scope on people.person to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
alter table people.placement enable row level security;
create policy placement_scope on people.placement to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
alter table people.import enable row level security;
create policy import_scope on people.import to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
alter table people.import_change enable row level security;
create policy import_change_scope on people.import_change to lianfang_app
  using ((select kernel.scope_is_all()) or lineage && (select kernel.scope()));
