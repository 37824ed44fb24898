-- Who makes checks. A group does, and adds up in the institution above it. Two stand for themselves: a group in no
-- institution (an office of an authority), and an institution of a kind that names what it reports as, while no group
-- inside it does (a small enterprise owes the temperatures of an office: S2.9-12, S2.11-02, S2.11-04).
alter table org.unit_kind add column reports_as text
  constraint unit_kind_reports_as_fk references org.unit_kind;
create index unit_kind_reports_as on org.unit_kind (reports_as);
update org.unit_kind set reports_as = 'office' where code in ('enterprise', 'organ');

-- Units that make checks on a date. school_id: the institution above or itself, null for a group in none. kind: whose
-- slots bind it. alone: it stands for itself. Plain SQL without settings, so that it is inlined and the caller's
-- conditions reach the indexes.
create function org.reporters(p_date date)
returns table (area_id bigint, school_id bigint, unit_id bigint, lineage bigint[], kind text, alone boolean)
language sql stable as $$
  select v.area_id, v.school_id, v.unit_id, v.lineage, u.kind, v.school_id is null
  from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
  where k.role = 'group' and v.valid @> p_date
  union all
  select v.area_id, v.unit_id, v.unit_id, v.lineage, k.reports_as, true
  from org.unit_version v join org.unit u on u.id = v.unit_id join org.unit_kind k on k.code = u.kind
  where k.reports_as is not null and v.valid @> p_date and not exists (
    select from org.unit_version g join org.unit x on x.id = g.unit_id
    join org.unit_kind i on i.code = x.kind and i.role = 'group'
    where g.school_id = v.unit_id and g.valid @> p_date) $$;
