-- Chinese names take full-width punctuation (GB/T 15834-2011). Only brackets change.
update org.unit_kind set name_zh = translate(name_zh, '()', '（）') where name_zh ~ '[()]';
update org.post_kind set name_zh = translate(name_zh, '()', '（）') where name_zh ~ '[()]';
