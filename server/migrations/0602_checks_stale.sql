-- As in 0509: every table of receipts tells which days of an area have changed.
do $$ declare t regclass; begin
  for t in select inhrelid::regclass from pg_inherits where inhparent = 'kernel.receipt'::regclass loop
    execute format('create trigger receipt_added_stale after insert on %s referencing new table as changed
      for each statement execute function insight.on_receipts()', t);
    execute format('create trigger receipt_changed_stale after update on %s referencing new table as changed
      for each statement execute function insight.on_receipts()', t);
  end loop;
end $$;
