-- The clock of the platform, which LIANFANG_CLOCK may set ahead or back for drills and demonstrations: what is written
-- down about an act carries the same time as the act. `lf.ahead` (seconds) is set on the application's connections.
create function kernel.now() returns timestamptz language sql volatile parallel safe as $$
  select clock_timestamp() + make_interval(secs => coalesce(nullif(current_setting('lf.ahead', true), '')::float8, 0)) $$;

alter table kernel.parameter alter column set_at set default kernel.now();

-- As in 0001, with the platform's clock where a line brings no time of its own.
create or replace function kernel.audit_lines(p_area bigint, p_lines kernel.audit_line[]) returns void language plpgsql
security definer set search_path = kernel, pg_catalog as $$
declare
  e audit_line; h bytea; n bigint; first bigint; t timestamptz := kernel.now(); hashes bytea[];
begin
  select seq, hash into n, h from audit_head where area_id = p_area for update;
  if not found then
    insert into audit_head (area_id, seq, hash) values (p_area, 0, '\x') on conflict do nothing;
    select seq, hash into n, h from audit_head where area_id = p_area for update;
  end if;
  first := n;
  hashes := array[h];
  foreach e in array p_lines loop
    n := n + 1;
    h := audit_hash(h, p_area, n, coalesce(e.at, t), e.actor, e.holding, e.verb, e.object, e.unit_id,
      coalesce(e.detail, '{}'));
    hashes := hashes || h;
  end loop;
  insert into audit_entry
    select p_area, first + x.no, coalesce(x.at, t), x.actor, x.holding, x.verb, x.object, x.unit_id,
      coalesce(x.detail, '{}'), hashes[x.no], hashes[x.no + 1]
    from unnest(p_lines) with ordinality as x(actor, holding, verb, object, unit_id, detail, at, no);
  update audit_head set seq = n, hash = h where area_id = p_area;
end $$;
