-- Lines of several areas in one go, for acts that concern many areas at once (a batch of checks). p_lines[i] belongs to
-- the chain of p_areas[i]; areas ascend, so that two such calls never wait for each other crosswise. The heads are locked
-- until commit, which keeps each chain linear; for all areas together there is one query, one insert, one update.
create function kernel.audit_across(p_areas bigint[], p_lines kernel.audit_line[]) returns void language plpgsql
security definer set search_path = kernel, pg_catalog as $$
declare
  line record; area bigint; n bigint; h bytea; t timestamptz := kernel.now();
  seqs bigint[]; before bytea[]; after bytea[];
  heads int; wanted int;
begin
  select count(*), (select count(distinct a) from unnest(p_areas) a) into heads, wanted
    from (select from audit_head where area_id = any (p_areas) order by area_id for update) h;
  if heads < wanted then
    insert into audit_head (area_id, seq, hash)
      select distinct a, 0, '\x'::bytea from unnest(p_areas) a on conflict do nothing;
    perform from audit_head where area_id = any (p_areas) order by area_id for update;
  end if;
  for line in
    select x.*, d.seq, d.hash
    from rows from (unnest(p_areas), unnest(p_lines)) with ordinality
        as x(area_id, actor, holding, verb, object, unit_id, detail, at, no)
      left join audit_head d on d.area_id = x.area_id
    order by x.no
  loop
    if line.area_id is distinct from area then
      if line.area_id < area then raise exception 'audit_across: areas must ascend'; end if;
      area := line.area_id;
      n := line.seq;
      h := line.hash;
    end if;
    n := n + 1;
    seqs := seqs || n;
    before := before || h;
    h := audit_hash(h, area, n, coalesce(line.at, t), line.actor, line.holding, line.verb, line.object, line.unit_id,
      coalesce(line.detail, '{}'));
    after := after || h;
  end loop;
  with put as (
    insert into audit_entry
    select x.area_id, seqs[x.no], coalesce(x.at, t), x.actor, x.holding, x.verb, x.object, x.unit_id,
      coalesce(x.detail, '{}'), before[x.no], after[x.no]
    from rows from (unnest(p_areas), unnest(p_lines)) with ordinality
      as x(area_id, actor, holding, verb, object, unit_id, detail, at, no)
  )
  update audit_head d set seq = last.seq, hash = after[last.no]
    from (select x.area_id, max(x.seq) as seq, max(x.no) as no
      from unnest(p_areas, seqs) with ordinality as x(area_id, seq, no) group by 1) last
    where d.area_id = last.area_id;
end $$;
revoke all on function kernel.audit_across from public;
grant execute on function kernel.audit_across to lianfang_app;

create or replace function kernel.audit_lines(p_area bigint, p_lines kernel.audit_line[]) returns void language sql
security definer set search_path = kernel, pg_catalog as $$
  select kernel.audit_across(array_fill(p_area, array[cardinality(p_lines)]), p_lines) $$;
