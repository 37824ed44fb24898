-- Statement triggers are not inherited: the tables of receipts that inherit from kernel.receipt (checks, 0421) get those
-- that move the counts along.
do $$ declare t regclass; begin
  for t in select inhrelid::regclass from pg_inherits where inhparent = 'kernel.receipt'::regclass loop
    execute format('create trigger receipt_counted after insert on %s referencing new table as added
      for each statement execute function reporting.count_receipts()', t);
    execute format('create trigger receipt_corrected after update on %s
      referencing new table as added old table as dropped
      for each statement execute function reporting.recount_receipts()', t);
  end loop;
end $$;
