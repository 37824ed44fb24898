-- As in 0600, and whoever reports takes the lock of the counts before dropping the mark: a receipt that came while its day
-- was added up found no mark to drop yet, and the sum stayed without it. Marks are found by their key whatever was known
-- of the table when the plan was made (as in 0512).
create or replace function insight.on_receipts() returns trigger language plpgsql security definer
set search_path = insight, pg_catalog set enable_seqscan = off set enable_indexscan = off as $$
begin
  perform pg_advisory_xact_lock_shared(reporting.lock_key(area_id)) from (select distinct area_id from changed order by 1) c;
  delete from area_known k using (select distinct area_id, period from changed) c
    where k.area_id = c.area_id and k.period = c.period;
  return null;
end $$;

-- Planned anew each time: rare, and a plan made while the tables were empty reads all. Called for one area at a time, its
-- rules held (reporting.hold_rules), so that the checks of an area wait for as long as its rows take to read.
alter function insight.refresh set plan_cache_mode = force_custom_plan;
