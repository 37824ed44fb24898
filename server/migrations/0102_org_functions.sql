-- Where units hang, worked out in one place. A unit's main line is its parents; its territory is its own or
-- the nearest one above it, with that territory's parents. Both change over time, so the climb intersects the
-- ranges of every version it passes and returns one row per unit and stretch of time.
create function org.derive(p_ids bigint[], p_from date)
returns table (unit_id bigint, valid daterange, name text, parent_id bigint, territory_id bigint,
  attributes jsonb, area_id bigint, school_id bigint, lineage bigint[])
language sql stable set search_path = org, pg_catalog as $$
  with recursive node as (
    select v.unit_id, v.valid, v.name, v.parent_id, v.territory_id, v.attributes,
      case k.role when 'region' then v.unit_id end as area, case k.role when 'institution' then v.unit_id end as school
    from unit_version v join unit u on u.id = v.unit_id join unit_kind k on k.code = u.kind
  ), main as (
    select n.unit_id as origin, n.name, n.parent_id, n.territory_id, n.attributes,
      n.valid * daterange(p_from, null) as valid, array[n.unit_id] as path, n.parent_id as next,
      n.territory_id as territory, n.area, n.school
    from node n where n.unit_id = any(p_ids) and n.valid && daterange(p_from, null)
    union all
    select m.origin, m.name, m.parent_id, m.territory_id, m.attributes, m.valid * n.valid, m.path || n.unit_id,
      n.parent_id, coalesce(m.territory, n.territory_id), coalesce(m.area, n.area), coalesce(m.school, n.school)
    from main m join node n on n.unit_id = m.next and n.valid && m.valid
    where n.unit_id <> all(m.path)
  ), second as (
    select m.origin, m.name, m.parent_id, m.territory_id, m.attributes, m.valid, m.path, m.territory as next,
      coalesce(m.area, m.path[cardinality(m.path)]) as area, m.school
    from main m where m.next is null
    union all
    select s.origin, s.name, s.parent_id, s.territory_id, s.attributes, s.valid * v.valid,
      case when v.unit_id = any(s.path) then s.path else s.path || v.unit_id end, v.parent_id, s.area, s.school
    from second s join unit_version v on v.unit_id = s.next and v.valid && s.valid
  )
  select s.origin, s.valid, s.name, s.parent_id, s.territory_id, s.attributes, s.area, s.school, s.path
  from second s where s.next is null $$;

-- Writes the derived columns of these units from a date on; what lies before stays byte for byte. Neighbouring
-- stretches that do not differ become one version again. A stretch without an open unit above it is dropped
-- only for new units (p_clip): anything else would lose a unit, and fails.
create function org.rederive(p_ids bigint[], p_from date, p_clip boolean default false) returns void
language plpgsql set search_path = org, pg_catalog as $$
declare rows unit_version[]; lost bigint;
begin
  with piece as (
    select v.unit_id, v.valid * daterange(null, p_from) as valid, v.name, v.parent_id, v.territory_id,
      v.attributes, v.area_id, v.school_id, v.lineage
    from unit_version v where v.unit_id = any(p_ids) and lower(v.valid) < p_from
      and (upper_inf(v.valid) or upper(v.valid) >= p_from)
    union all
    select * from derive(p_ids, p_from)
  ), glued as (
    select p.unit_id, unnest(range_agg(p.valid)) as valid, p.name, p.parent_id, p.territory_id, p.attributes,
      p.area_id, p.school_id, p.lineage
    from piece p group by 1, 3, 4, 5, 6, 7, 8, 9
  )
  select array_agg(row(g.unit_id, g.valid, g.name, g.parent_id, g.territory_id, g.attributes, g.area_id,
    g.school_id, g.lineage)::unit_version) into rows from glued g;
  if not p_clip then
    select o.unit_id into lost from
      (select v.unit_id, range_agg(v.valid * daterange(p_from, null)) as r from unit_version v
        where v.unit_id = any(p_ids) and v.valid && daterange(p_from, null) group by 1) o
      left join (select n.unit_id, range_agg(n.valid * daterange(p_from, null)) as r from unnest(rows) n
        where n.valid && daterange(p_from, null) group by 1) n using (unit_id)
      where n.r is distinct from o.r limit 1;
    if lost is not null then
      raise exception 'unit % would hang below a closed unit', lost using constraint = 'unit_version_dangling';
    end if;
  end if;
  delete from unit_version v where v.unit_id = any(p_ids) and (upper_inf(v.valid) or upper(v.valid) >= p_from);
  insert into unit_version select (unnest(rows)).*;
end $$;

-- Brings org.unit up to the versions of a day (before its first version a unit shows that one, after its last
-- the last) and returns the units whose place changed. A closing shows in closed_on as soon as it is planned.
create function org.refresh(p_ids bigint[], p_today date)
returns table (unit_id bigint, area_id bigint, school_id bigint, lineage bigint[])
language sql set search_path = org, pg_catalog as $$
  with shown as (
    select distinct on (v.unit_id) v.*,
      (select case when bool_or(upper_inf(w.valid)) then null else max(upper(w.valid)) end
        from unit_version w where w.unit_id = v.unit_id) as closed_on
    from unit_version v where v.unit_id = any(p_ids)
    order by v.unit_id, (v.valid @> p_today) desc, (lower(v.valid) > p_today) desc,
      case when lower(v.valid) > p_today then lower(v.valid) - p_today else p_today - lower(v.valid) end
  ), before as (
    select u.id, u.lineage from unit u where u.id = any(p_ids)
  ), changed as (
    update unit u set name = s.name, parent_id = s.parent_id, territory_id = s.territory_id,
      attributes = s.attributes, area_id = s.area_id, school_id = s.school_id, lineage = s.lineage,
      closed_on = s.closed_on
    from shown s where s.unit_id = u.id
      and (u.name, u.attributes, u.lineage, u.area_id, u.parent_id, u.territory_id, u.school_id, u.closed_on)
        is distinct from (s.name, s.attributes, s.lineage, s.area_id, s.parent_id, s.territory_id, s.school_id,
          s.closed_on)
    returning u.*
  )
  select c.id, c.area_id, c.school_id, c.lineage from changed c join before b on b.id = c.id
  where c.lineage <> b.lineage $$;

-- Puts changes of the units' own facts in force from a date on. p_changes: [{unit, close, name, parent, territory,
-- clear_territory, attributes}]; absent = as it was, attributes are merged. Derived columns follow by rederive.
create function org.put_changes(p_changes jsonb, p_from date) returns void
language plpgsql set search_path = org, pg_catalog as $$
declare old unit_version[]; later daterange := daterange(p_from, null);
begin
  select array_agg(v) into old from unit_version v
  where v.unit_id in (select (c->>'unit')::bigint from jsonb_array_elements(p_changes) c) and v.valid && later;
  delete from unit_version v using unnest(old) o where v.unit_id = o.unit_id and v.valid = o.valid;
  insert into unit_version
  select o.unit_id, o.valid * daterange(null, p_from), o.name, o.parent_id, o.territory_id, o.attributes, o.area_id,
    o.school_id, o.lineage from unnest(old) o where lower(o.valid) < p_from
  union all
  select o.unit_id, o.valid * later, coalesce(c.name, o.name), coalesce(c.parent, o.parent_id),
    case when c.clear_territory then null else coalesce(c.territory, o.territory_id) end,
    o.attributes || coalesce(c.attributes, '{}'), o.area_id, o.school_id, o.lineage
  from unnest(old) o join jsonb_to_recordset(p_changes) as c(unit bigint, close boolean, name text, parent bigint,
    territory bigint, clear_territory boolean, attributes jsonb) on c.unit = o.unit_id
  where c.close is not true;
end $$;

-- Puts back what an operation found: the units' own facts from a date on, as kept in operation_unit.before.
create function org.put_back(p_operation uuid, p_from date) returns void
language plpgsql set search_path = org, pg_catalog as $$
declare later daterange := daterange(p_from, null);
begin
  delete from unit_version v using operation_unit t
  where t.operation_id = p_operation and v.unit_id = t.unit_id and lower(v.valid) >= p_from;
  update unit_version v set valid = v.valid * daterange(null, p_from) from operation_unit t
  where t.operation_id = p_operation and v.unit_id = t.unit_id and v.valid && later;
  insert into unit_version (unit_id, valid, name, parent_id, territory_id, attributes)
  select t.unit_id, b.valid * later, b.name, b.parent_id, b.territory_id, b.attributes
  from operation_unit t, jsonb_to_recordset(t.before) as b(valid daterange, name text, parent_id bigint,
    territory_id bigint, attributes jsonb)
  where t.operation_id = p_operation and b.valid && later;
end $$;

-- The units whose derived columns depend on these from a date on, themselves included.
create function org.dependents(p_ids bigint[], p_from date) returns bigint[]
language sql stable set search_path = org, pg_catalog as $$
  select array(select unnest(p_ids) union
    select v.unit_id from unit_version v where v.lineage && p_ids and v.valid && daterange(p_from, null)) $$;
