-- Chinese sources of the slots a platform begins with, in full-width punctuation (GB/T 15834-2011). Only these rows.
update reporting.slot set source = case source
    when '学校和托幼机构传染病疫情报告工作规范(试行) 2006 晨检; 各地截止 08:00–09:30(班级)、10:00(学校)'
      then '学校和托幼机构传染病疫情报告工作规范（试行）2006 晨检；各地截止 08:00–09:30（班级）、10:00（学校）'
    when '学校和托幼机构传染病疫情报告工作规范(试行) 2006 午检; S0B-89 14:00'
      then '学校和托幼机构传染病疫情报告工作规范（试行）2006 午检；S0B-89 14:00'
    when '寄宿生晚检, 与晨检同表' then '寄宿生晚检，与晨检同表'
    when 'S0B-89: 每日 09:00 前' then 'S0B-89：每日 09:00 前'
    when 'S0B-89: 每日 14:00 前' then 'S0B-89：每日 14:00 前'
    when 'S2.13-25: 17 时前' then 'S2.13-25：17 时前'
    when 'S2.13-25: 17 时前; S0B-83: 每日' then 'S2.13-25：17 时前；S0B-83：每日'
    else source end
where unit_id is null;
