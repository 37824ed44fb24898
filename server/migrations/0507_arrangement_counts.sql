-- A year arranged anew changes what is due on its days, everywhere: they are counted again.
create function reporting.on_arrangement() returns trigger language plpgsql security definer
set search_path = reporting, pg_catalog as $$
declare y smallint := case tg_op when 'DELETE' then old.year else new.year end;
begin
  perform forget(areas_ruled(null), make_date(y, 1, 1), make_date(y + 1, 1, 1));
  return null;
end $$;
create trigger arrangement_changed after insert or update or delete on org.arrangement
  for each row execute function reporting.on_arrangement();
