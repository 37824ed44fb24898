-- The State Council's arrangement of a year (holidays, days worked to make up), entered where this release does not
-- know it yet: published in November, needed on 1 January. One for the whole platform, the country has one; a unit's
-- own days (calendar_day) win over it.
create table org.arrangement (
  year smallint constraint arrangement_pk primary key,
  days jsonb not null,                -- [{date, work, holiday}] (contract/src/arrangement.ts)
  source text not null,
  unit_id bigint not null constraint arrangement_unit_fk references org.unit, -- whose administrator entered it
  set_by text not null,
  set_at timestamptz not null
);
create index arrangement_unit on org.arrangement (unit_id);
grant select, insert, update, delete on org.arrangement to lianfang_app;
