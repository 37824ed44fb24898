-- An administrator adds kinds of units and posts to those the platform came with, renames and retires them. A retired
-- kind stays where it is in use; nothing new is made of it.
alter table org.unit_kind add column retired_at timestamptz;
alter table org.post_kind add column retired_at timestamptz;
