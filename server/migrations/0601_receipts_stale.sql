-- As in 0600, without sorting out which area and date a batch of receipts names several times: a row is deleted once.
create or replace function insight.on_receipts() returns trigger language plpgsql security definer
set search_path = insight, pg_catalog as $$
begin
  delete from area_known k using changed c where k.area_id = c.area_id and k.period = c.period;
  return null;
end $$;
