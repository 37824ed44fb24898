-- A unit's days and terms come in as a list too. What they were and became is kept for a day, for taking it back.
alter table people.import drop constraint import_kind;
alter table people.import add constraint import_kind check (kind in ('units', 'staff', 'students', 'calendar'));
alter table people.import add column calendar_changes jsonb; -- org's CalendarChanges, removed after 24 h
