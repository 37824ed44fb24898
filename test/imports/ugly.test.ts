import { analyse } from '@lianfang/server/modules/people/import/analyse';
import type { Draft } from '@lianfang/server/modules/people/import/draft';
import { readClass } from '@lianfang/server/modules/people/values/className';
import { describe, expect, test } from 'vitest';
import { convert, fods, iconv, type Out, type OutSheet } from './office.ts';
import { idNumber, phone } from './people.ts';

const run = (name: string, bytes: Buffer) =>
  analyse({ kind: 'students', bytes, fileName: name, today: '2026-11-18', choices: {} });
const wide = (text: string): string =>
  [...text]
    .map((c) => (c > ' ' && c < '\u007f' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
    .join('');
/** The serial number that ends in the check character X. */
const withX = (birth: string): string => {
  const found = Array.from({ length: 30 }, (_, i) => idNumber(birth, i * 2 + 1)).find((n) => n.endsWith('X'));
  return found ?? '';
};

/** How schools write one and the same fact. Every list takes one spelling of each, in turn. */
const birth = [
  '20110305',
  '2011.3.5',
  '2011年3月5日',
  '2011/3/5',
  '2011-03-05 00:00:00',
  40_607,
  { date: '2011-03-05' },
];
const sex = ['男', '男性', 1, '1', '男生', 'M', ' 男 '];
const group = ['三年级(2)班', '三(2)班', '3.2', '三（2）班', '三年级二班', '302', '3.2班'];
const name = ['张 三', '张　三', '张三', '张\u00a0三', '\u200b张三', '张三 ', '张\n三'];
const id = withX('2011-03-05');
const number = [
  id,
  `'${id}`,
  id.toLowerCase(),
  wide(id),
  `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
  `’${id}`,
  `${id}\t`,
];
const call = [
  phone(1),
  `'${phone(1)}`,
  Number(phone(1)),
  wide(phone(1)),
  `+86 ${phone(1)}`,
  `${phone(1)}.0`,
  '199-0000-0001',
];

const spelling = (i: number): Out[] => [i + 1, name[i]!, sex[i]!, birth[i]!, number[i]!, group[i]!, call[i]!];
const sheet = (i: number): OutSheet => ({
  name: '名册',
  hiddenColumns: [2],
  rows: [
    [{ text: '清河县第一小学学生花名册(2026年秋)', across: 7 }],
    [],
    ['序号', '姓名', '性别', '出生日期', '身份证件号码', '班级', '家长电话'],
    spelling(i),
    ['合计', null, null, null, null, null, '1人'],
    [],
    [{ text: '注:以上内容请班主任核对后签字,不得代签。', across: 7 }],
    ['班主任签字:', null, null, '日期:'],
  ],
});
const notes: OutSheet = { name: '填表须知', rows: [['一、本表由班主任填写。'], ['二、联系人:教务处']] };

const fact = ({ values: v, faults, row }: Draft) => ({
  row,
  faults: faults.map((f) => f.code),
  name: v.name,
  sex: v.sex,
  birthDate: v.birthDate,
  id: v.idNumber,
  phone: v.guardianPhone,
  class: readClass(v.className ?? ''),
});
const expected = {
  row: 4,
  faults: [],
  name: '张三',
  sex: 'male',
  birthDate: '2011-03-05',
  id,
  phone: phone(1),
  class: { level: 'G3', no: '2' },
};

describe('the same pupil in seven spellings; the list on the second sheet, a title above, sums and notes below', () => {
  test.each([
    ['xlsx', 'xlsx', 0],
    ['xls', 'xls:MS Excel 97', 1],
    ['ods', 'ods', 2],
    ['xml', 'xml:MS Excel 2003 XML', 3],
    ['xls', 'html', 4],
    ['xlsm', 'xlsm', 5],
    ['xlsx', 'xlsx', 6],
  ])('as .%s (%s), spelling %i', async (extension, filter, i) => {
    const { drafts } = await run(`名册.${extension}`, convert('fods', fods([notes, sheet(i)]), filter));
    expect(drafts.map(fact)).toEqual([expected]);
  });

  const shown = (v: Out): string =>
    v === null ? '' : typeof v === 'object' && 'date' in v ? v.date : String(v);
  const line = (cells: readonly Out[]): string => cells.map((v) => `"${shown(v)}"`).join('\t');
  test.each([
    ['UTF-8', '\ufeff'],
    ['GB18030', ''],
    ['UTF-16', ''],
    ['UTF-16LE', '\ufeff'],
    ['UTF-16BE', '\ufeff'],
  ])('as tabbed text in %s under .xls', async (to, mark) => {
    for (const i of name.keys()) {
      const lines = sheet(i).rows.slice(1, 4).map(line);
      const { drafts } = await run('名册.xls', iconv(`${mark}学生花名册\r\n${lines.join('\r\n')}`, to));
      expect(drafts.map(fact), String(i)).toEqual([expected]);
    }
  });
});

test('a phone that Excel showed as 1.38E+10 is refused, also where it was stored again', async () => {
  const rows: Out[][] = [
    ['姓名', '家长电话'],
    ['张小三', '1.38E+10'],
    ['李小四', 1.38e10],
    ['王小五', 1.59e10],
    ['赵小六', '13800000000'],
  ];
  const { drafts } = await run('名册.xlsx', convert('fods', fods([{ name: '名册', rows }]), 'xlsx'));
  expect(drafts.map((d) => d.faults.map((f) => f.code))).toEqual([['rounded'], ['rounded'], ['rounded'], []]);
});

test('tables in formats nobody reads are told how to be saved', async () => {
  const rows: Out[][] = [['姓名'], ['张小三']];
  for (const filter of ['slk', 'dif', 'fods']) {
    const error = await run('名册.xls', convert('fods', fods([{ name: '名册', rows }]), filter)).catch(
      (e) => e,
    );
    expect([filter, error.code, error.text('zh')]).toEqual([
      filter,
      'sheet.unreadable',
      expect.stringContaining('另存为 .xlsx'),
    ]);
  }
});

test('XML Spreadsheet 2003 as Excel writes it: ss:Index after merged cells, spans of rows, remarks on cells', async () => {
  const cell = (text: string, attributes = '') =>
    `<Cell${attributes}><Data ss:Type="String">${text}</Data></Cell>`;
  const remark =
    '<Comment ss:Author="x"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>核对</B></ss:Data></Comment>';
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册"><Table>
<Row>${cell('姓名', ' ss:MergeDown="1"')}${cell('监护人信息', ' ss:MergeAcross="1"')}${cell('班级', ' ss:MergeDown="1"')}</Row>
<Row>${cell('姓名', ' ss:Index="2"')}${cell('联系电话')}</Row>
<Row ss:Span="2" ss:Height="5"/>
<Row>${cell('张小三').replace('</Cell>', `${remark}</Cell>`)}<Cell/><Cell><Data ss:Type="Number">${phone(1)}</Data></Cell>${cell('三(2)班', ' ss:MergeDown="1"')}</Row>
<Row ss:Index="9">${cell('李小四')}${cell('李大')}${cell(phone(2))}</Row>
</Table></Worksheet></Workbook>`;
  const { drafts } = await run('名册.xls', Buffer.from(xml));
  expect(drafts.map((d) => [d.row, d.values, d.faults])).toEqual([
    [6, { name: '张小三', guardianPhone: phone(1), className: '三(2)班' }, []],
    [9, { name: '李小四', guardianName: '李大', guardianPhone: phone(2) }, []],
  ]);
});
