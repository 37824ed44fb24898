-- The slots a fresh platform begins with, and the one way to ask which slots bind a unit on a date.
-- Times are local to the deployment (LIANFANG_TZ). Each row says where its time comes from; a unit overrides by
-- rows of its own.
insert into reporting.slot
  (code, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, calendar, valid, source) values
  ('morning', 'class', '晨检', 'Morning check', '06:30', '08:30', '09:30', 'school', '[2006-04-06,)',
   '学校和托幼机构传染病疫情报告工作规范(试行) 2006 晨检; 各地截止 08:00–09:30(班级)、10:00(学校)'),
  ('noon', 'class', '午检', 'Noon check', '11:30', '14:00', '14:30', 'school', '[2006-04-06,)',
   '学校和托幼机构传染病疫情报告工作规范(试行) 2006 午检; S0B-89 14:00'),
  ('evening', 'dormitory', '晚检', 'Evening check', '19:00', '22:00', '22:30', 'school', '[2006-04-06,)',
   '寄宿生晚检, 与晨检同表'),
  ('morning', 'office', '上午测温', 'Morning temperature', '06:30', '09:00', '09:30', 'work', '[2020-01-01,)',
   'S0B-89: 每日 09:00 前'),
  ('noon', 'office', '下午测温', 'Afternoon temperature', '11:30', '14:00', '14:30', 'work', '[2020-01-01,)',
   'S0B-89: 每日 14:00 前'),
  ('daily', 'school', '日报', 'Daily report', '12:00', '17:00', '17:00', 'school', '[2020-01-29,)', 'S2.13-25: 17 时前'),
  ('daily', 'kindergarten', '日报', 'Daily report', '12:00', '17:00', '17:00', 'school', '[2020-01-29,)', 'S2.13-25: 17 时前'),
  ('daily', 'institute', '日报', 'Daily report', '12:00', '17:00', '17:00', 'school', '[2020-01-29,)', 'S2.13-25: 17 时前'),
  ('daily', 'college', '日报', 'Daily report', '12:00', '17:00', '17:00', 'daily', '[2020-01-29,)', 'S2.13-25: 17 时前; S0B-83: 每日'),
  ('daily', 'enterprise', '日报', 'Daily report', '12:00', '17:00', '17:00', 'work', '[2020-01-29,)', 'S2.13-25: 17 时前'),
  ('daily', 'organ', '日报', 'Daily report', '12:00', '17:00', '17:00', 'work', '[2020-01-29,)', 'S2.13-25: 17 时前');

-- Slots that bind a unit on a date, for its own kind. Of each code the rows of the nearest unit above win as a
-- whole set: a county that sets 'morning' for classes only has thereby no 'morning' for offices. The lineage of
-- the date counts, nearest first. Whether the date is a school day is the calendar's business, not asked here.
create function published.slots_in_force(p_unit bigint, p_date date)
returns table (code text, subject_kind text, name_zh text, name_en text, opens_at time, due_at time,
  school_due_at time, calendar text, source text) language sql stable as $$
  with me as (
    select u.kind, v.lineage from org.unit_version v join org.unit u on u.id = v.unit_id
    where v.unit_id = p_unit and v.valid @> p_date
  ), ranked as (
    select s.*, me.kind, rank() over (
      partition by s.code order by array_position(me.lineage, s.unit_id) nulls last) as nearness
    from me join reporting.slot s on s.valid @> p_date and (s.unit_id is null or s.unit_id = any (me.lineage))
  )
  select code, subject_kind, name_zh, name_en, opens_at, due_at, school_due_at, calendar, source
  from ranked where nearness = 1 and enabled and subject_kind = kind order by due_at, code $$;

-- Dates on which some slot begins or ends: between two of them the slots of a unit do not change by themselves.
create function published.slot_changes() returns setof date language sql stable as $$
  select lower(valid) from reporting.slot union select upper(valid) from reporting.slot $$;
