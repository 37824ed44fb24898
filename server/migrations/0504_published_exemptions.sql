-- What excuses units on a date, for whoever asks what they owe: one row an exemption that covers the unit, of its own
-- or of any unit above on either line; slot null = every slot. Security definer as reporting.obligations: whether a
-- class is exempt may rest on a county's row that its teacher cannot see. The reason is meant for the one excused.
create function published.exemptions_in_force(p_units bigint[], p_date date)
returns table (unit_id bigint, slot text, reason text)
language sql stable security definer set search_path = reporting, pg_catalog as $$
  select v.unit_id, e.slot, e.reason
  from org.unit_version v join exemption e on e.unit_id = any (v.lineage) and e.valid @> p_date
  where v.unit_id = any (p_units) and v.valid @> p_date order by v.unit_id, e.slot nulls first, e.reason $$;
revoke all on function published.exemptions_in_force from public;
grant execute on function published.exemptions_in_force to lianfang_app;
