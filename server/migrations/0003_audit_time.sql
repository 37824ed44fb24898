-- The audit page walks several chains at once by time; nothing looked entries up by their unit or object alone.
create index audit_entry_time on kernel.audit_entry (area_id, at, seq);
drop index kernel.audit_entry_unit;
drop index kernel.audit_entry_object;
