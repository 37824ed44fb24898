-- Why a value was set, beside where it comes from: an override at one unit (一院一策) has to be answered for.
alter table kernel.parameter add column reason text;
create index parameter_unit on kernel.parameter (unit_id, key);
