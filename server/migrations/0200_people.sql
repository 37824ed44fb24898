-- People: staff and pupils with their places. Identity numbers and phones are encrypted by the application
-- (AES-256-GCM) and matched by keyed hash (HMAC-SHA-256); rows are under row-level security.
create schema if not exists people;
grant usage on schema people to lianfang_app;

create table people.person (
  id bigint generated always as identity constraint person_pk primary key,
  area_id bigint not null,
  kind text not null constraint person_kind check (kind in ('student', 'staff')),
  unit_id bigint not null,            -- where the person belongs now: class, office, school
  school_id bigint not null,
  lineage bigint[] not null,
  name text not null,
  sex text constraint person_sex check (sex in ('male', 'female')),
  birth_date date,
  student_no text,                    -- 学籍号 / staff number
  id_enc bytea, id_hash bytea, id_last4 text,
  phone_enc bytea, phone_hash bytea, phone_last4 text,
  guardian_name text, guardian_phone_enc bytea, guardian_phone_last4 text,
  guardian_verified_on date,          -- S0B-27: contacts kept current
  address text,
  boarder boolean not null default false,
  dormitory_id bigint,
  joined_on date not null,
  left_on date,                       -- exclusive
  updated_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create unique index person_id_hash_key on people.person (area_id, id_hash) where id_hash is not null;
create index person_unit on people.person (unit_id, name, id);
create index person_school on people.person (school_id, kind, id);
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

-- An uploaded list on its way in: the file itself, what was recognised in it, what came of it.
create table people.import (
  id uuid constraint import_pk primary key,
  area_id bigint not null,
  unit_id bigint,
  lineage bigint[] not null,
  kind text not null constraint import_kind check (kind in ('units', 'staff', 'students')),
  file_name text not null,
  file bytea,                         -- removed after it is applied or after 24 h
  mapping jsonb,
  state text not null default 'uploaded'
    constraint import_state check (state in ('uploaded', 'checked', 'applied', 'failed')),
  result jsonb,
  account_id text not null,
  created_at timestamptz not null default now(),
  applied_at timestamptz
);
create index import_account on people.import (account_id, created_at desc);

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
