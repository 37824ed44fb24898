import type { ImportKind } from '@lianfang/contract/people.import';
import { analyse } from '@lianfang/server/modules/people/import/analyse';
import type { Values } from '@lianfang/server/modules/people/import/draft';
import { describe, expect, test } from 'vitest';
import { convert, fods, iconv, type Out, type OutSheet } from './office.ts';
import { idNumber, phone } from './people.ts';

const run = (name: string, bytes: Buffer, kind: ImportKind = 'students') =>
  analyse({ kind, bytes, fileName: name, today: '2026-11-18', choices: {} });
const wide = (text: string): string =>
  [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');

const boy = idNumber('2015-03-01', 11);
const girl = idNumber('2015-04-02', 12);
const third = idNumber('2015-05-03', 13);
/** Title, instructions, two rows of headings with merged groups, merged classes, sums and notes below. */
const form: Out[][] = [
  [{ text: '清河县第一小学2026学年学生花名册', across: 9 }],
  ['填表说明:请如实填写', null, null, null, null, '填表日期:', '2026.9.1'],
  [
    { text: '序号', down: 2 },
    { text: '班 级', down: 2 },
    { text: '姓名*', down: 2 },
    { text: '性别(男/女)', down: 2 },
    { text: '身份证件号', down: 2 },
    { text: '出生日期', down: 2 },
    { text: '监护人信息', across: 2 },
    { text: '是否住校', down: 2 },
  ],
  [null, null, null, null, null, null, '姓名', '联系电话', null],
  [
    1,
    { text: '一年级1班', down: 2 },
    '张　三',
    '男',
    wide(boy),
    { date: '2015-03-01' },
    '张大',
    phone(1),
    '否',
  ],
  [2, null, '李\u00a0四\u200b', '女性', ` ${girl}`, '2015年4月2日', '李大', Number(phone(2)), '住校'],
  [],
  [3, '一(2)班', '王小五', 1, third, 20150503, '王大', `+86 ${phone(3)}`, '走读'],
  [4],
  ['合计', null, '3人'],
  [{ text: '填表人:某某    审核人:某某', across: 9 }],
];
const expected: Values[] = [
  {
    name: '张三',
    sex: 'male',
    idNumber: boy,
    birthDate: '2015-03-01',
    className: '一年级1班',
    guardianName: '张大',
    guardianPhone: phone(1),
    boarder: false,
  },
  {
    name: '李四',
    sex: 'female',
    idNumber: girl,
    birthDate: '2015-04-02',
    className: '一年级1班',
    guardianName: '李大',
    guardianPhone: phone(2),
    boarder: true,
  },
  {
    name: '王小五',
    sex: 'male',
    idNumber: third,
    birthDate: '2015-05-03',
    className: '一(2)班',
    guardianName: '王大',
    guardianPhone: phone(3),
    boarder: false,
  },
];

describe('one form, as different programs save it', () => {
  test.each([
    ['xlsx', 'xlsx'],
    ['xls', 'xls:MS Excel 97'],
    ['ods', 'ods'],
    ['xml', 'xml:MS Excel 2003 XML'],
  ])('by LibreOffice as %s (%s)', async (extension, filter) => {
    const { drafts, sheets } = await run(
      `名册.${extension}`,
      convert('fods', fods([{ name: '名册', rows: form }]), filter),
    );
    expect(drafts.flatMap((d) => d.faults)).toEqual([]);
    expect(drafts.map((d) => d.values)).toEqual(expected);
    expect(drafts.map((d) => d.row)).toEqual([5, 6, 8]);
    expect(sheets[0]?.headerRows).toEqual([3, 4]);
    expect(sheets[0]?.skipped.map((s) => s.row)).toEqual([10, 11]);
  });

  test('with the 1904 epoch of old Macs', async () => {
    const bytes = convert('fods', fods([{ name: '名册', rows: form }], '1904'), 'xlsx');
    const { drafts } = await run('名册.xlsx', bytes);
    expect(drafts.map((d) => d.values.birthDate)).toEqual(expected.map((v) => v.birthDate));
    expect(drafts.flatMap((d) => d.faults)).toEqual([]);
  });

  test('as an HTML table named .xls, by LibreOffice and by hand in GB2312', async () => {
    const html = convert('fods', fods([{ name: '名册', rows: form }]), 'html');
    expect((await run('名册.xls', html)).drafts.map((d) => d.values.idNumber)).toEqual([boy, girl, third]);
    const cells = (tag: string, row: string[]) => `<tr>${row.map((c) => `<${tag}>${c}`).join('')}`;
    const text = `<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><table border=1>${cells('th', ['姓名', '身份证号'])}${cells('td', ['张&nbsp;三', boy])}</table></html>`;
    const { format, drafts } = await run('名册.xls', iconv(text, 'GB18030'));
    expect([format, drafts[0]?.values.name, drafts[0]?.values.idNumber]).toEqual(['html', '张三', boy]);
  });
});

describe('texts by iconv', () => {
  const csv = `姓名,性别,学籍号,家庭住址\r\n"张　三",男,"=""007""","河东街道1号,2单元"\r\n阿卜杜拉•买买提,男,0012,河西街道\r\n`;
  test.each([
    ['GB18030', 'gb18030'],
    ['UTF-8', 'utf-8'],
    ['UTF-16', 'utf-16le'],
    ['UTF-16BE', 'utf-16be'],
    ['UTF-16LE', 'utf-16le'],
  ])('%s', async (to, encoding) => {
    const read = await run('名册.csv', iconv(csv, to));
    expect(read.encoding).toBe(encoding);
    expect(read.drafts.map((d) => d.values)).toEqual([
      { name: '张三', sex: 'male', studentNo: '007', address: '河东街道1号,2单元' },
      { name: '阿卜杜拉·买买提', sex: 'male', studentNo: '0012', address: '河西街道' },
    ]);
  });

  test('tabs, semicolons, and a byte-order mark', async () => {
    for (const separator of ['\t', ';']) {
      const read = await run(
        '名册.txt',
        Buffer.from(`\ufeff姓名${separator}性别\n张小三${separator}男\n李小四${separator}女\n`),
      );
      expect(read.drafts.map((d) => d.values.sex)).toEqual(['male', 'female']);
    }
  });
});

describe('numbers that Excel has spoilt', () => {
  const codes = async (rows: Out[][]) => {
    const { drafts } = await run('名册.xlsx', convert('fods', fods([{ name: '名册', rows }]), 'xlsx'));
    return drafts.map((d) => d.faults.map((f) => `${f.column}:${f.code}`).join());
  };
  test('identity numbers and student numbers kept as numbers', async () => {
    expect(
      await codes([
        ['姓名', '身份证号', '学籍号', '家长电话'],
        ['张小三', Number(boy), '0123456789', phone(1)],
        ['李小四', girl, 123456789, 57180000000],
        ['王小五', '1.19999E+17', 12345678901234567000, Number(phone(2))],
      ]),
    ).toEqual(['B:rounded', 'C:lost-zero,D:lost-zero', 'B:rounded,C:rounded']);
  });

  test('a column whose texts all end in 000 went through Excel before', async () => {
    const rounded = [11, 12, 13].map((n) => `${idNumber('2015-03-01', n).slice(0, 15)}000`);
    expect(await codes([['姓名', '身份证号'], ...rounded.map((n, i) => [`张小${'一二三'[i]}`, n])])).toEqual(
      Array(3).fill('B:rounded'),
    );
  });
});

describe('books of several sheets', () => {
  const list = (name: string, more: Partial<OutSheet> = {}): OutSheet => ({
    name,
    rows: [
      ['姓名', '性别'],
      [`${name[0]}小明`, '男'],
      [`${name[0]}小红`, '女'],
    ],
    ...more,
  });
  test('one a class; a hidden one and instructions are left out, filtered rows are not', async () => {
    const sheets = [
      list('一年级1班', { hiddenRows: [1] }),
      list('一年级2班'),
      list('备用', { hidden: true }),
      { name: '说明', rows: [['请按班级填写']] },
    ];
    const read = await run('名册.xlsx', convert('fods', fods(sheets), 'xlsx'));
    expect(read.sheets.map((s) => [s.used, s.why, s.className, s.hiddenRows])).toEqual([
      [true, null, '一年级1班', 1],
      [true, null, '一年级2班', 0],
      [false, 'hidden', null, 0],
      [false, 'no-columns', null, 0],
    ]);
    expect(read.drafts).toHaveLength(4);
  });
});

test('formulas: the saved result counts, one without is refused, none is kept', async () => {
  const rows: Out[][] = [
    ['姓名', '班级', '家庭住址'],
    ['张小三', { formula: 'of:="一年级"&"1班"' }, { formula: 'of:=1/0' }],
  ];
  const { drafts } = await run('名册.xlsx', convert('fods', fods([{ name: '名册', rows }]), 'xlsx'));
  expect(drafts[0]?.values).toEqual({ name: '张小三', className: '一年级1班' });
  expect(drafts[0]?.faults.map((f) => f.code)).toEqual(['error']);
  const csv = await run(
    '名册.csv',
    Buffer.from('姓名,家庭住址,家长姓名\n张小三,"=HYPERLINK(""http://x"")",@SUM(1)\n李小四,-2+3|cmd,+1+1\n'),
  );
  expect(csv.drafts.map((d) => d.faults.map((f) => f.code))).toEqual([
    ['formula', 'formula-text'],
    ['formula-text', 'formula-text'],
  ]);
});

test('a list without headings is recognised by what it holds', async () => {
  const read = await run(
    '名册.csv',
    Buffer.from(`1,张小三,男,${boy},一年级1班\n2,李小四,女,${girl},一年级1班\n`),
  );
  expect(read.drafts.map((d) => d.values.name)).toEqual(['张小三', '李小四']);
  expect(read.sheets[0]?.columns.map((c) => c.field)).toEqual([null, 'name', 'sex', 'idNumber', 'className']);
});

test('the national register’s headings', async () => {
  const heads =
    '学校标识码,学校名称,年级,班级,姓名,性别,出生日期,身份证件类型,身份证件号,全国学籍号,是否寄宿生,现住址,成员1姓名,成员1关系,成员1联系电话,成员1身份证件号,班主任姓名';
  const read = await run(
    '学籍.csv',
    iconv(
      `${heads}\n3199000001,清河县第一小学,一年级,1班,张小三,男,20150301,居民身份证,${boy},G${boy},否,河东街道,张大,父亲,${phone(1)},${girl},某某\n`,
      'GB18030',
    ),
  );
  expect(read.sheets[0]?.columns.map((c) => c.field)).toEqual([
    'schoolCode',
    'schoolName',
    'grade',
    'className',
    'name',
    'sex',
    'birthDate',
    'idType',
    'idNumber',
    'studentNo',
    'boarder',
    'address',
    'guardianName',
    null,
    'guardianPhone',
    null,
    null,
  ]);
  expect(read.drafts[0]?.faults).toEqual([]);
});

test('repeats within a file point to the earlier row; conflicts name both facts', async () => {
  const rows = [
    `张小三,男,${boy},2015-03-01`,
    `李小四,女,${boy},2015-03-01`,
    `张小三,男,${boy},2015-03-01`,
    `王小五,女,${third},2015-05-04`,
  ];
  const { drafts } = await run('名册.csv', Buffer.from(`姓名,性别,身份证号,出生日期\n${rows.join('\n')}\n`));
  expect(drafts.map((d) => d.faults.map((f) => [f.column, f.code, f.params.row ?? null]))).toEqual([
    [],
    [
      ['B', 'sex-conflict', null],
      ['C', 'duplicate-in-file', 2],
    ],
    [['C', 'duplicate-row', 2]],
    [
      ['D', 'birth-conflict', null],
      ['B', 'sex-conflict', null],
    ],
  ]);
});
