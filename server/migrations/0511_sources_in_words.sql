-- The slots a platform begins with name their documents; readers do not know the numbers of this project's register of
-- clauses (S0B-83, S0B-89, S2.13-25). Only these rows.
update reporting.slot set source = case source
    when '学校和托幼机构传染病疫情报告工作规范（试行）2006 午检；S0B-89 14:00'
      then '学校和托幼机构传染病疫情报告工作规范（试行）2006 午检；高校应急预案：14 时前'
    when 'S0B-89：每日 09:00 前' then '高校应急预案：每日 9 时前'
    when 'S0B-89：每日 14:00 前' then '高校应急预案：每日 14 时前'
    when 'S2.13-25：17 时前' then '省直机关联防联控方案：17 时前'
    when 'S2.13-25：17 时前；S0B-83：每日' then '省直机关联防联控方案：17 时前；高校应急预案：每日'
    else source end
where unit_id is null;
