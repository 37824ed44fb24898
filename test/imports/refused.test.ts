import type { ImportKind } from '@lianfang/contract/people.import';
import { Problem } from '@lianfang/server/kernel/problem';
import { analyse } from '@lianfang/server/modules/people/import/analyse';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { convert, fods, iconv, lock, type Out, zip } from './office.ts';
import { idNumber } from './people.ts';

const run = (name: string, bytes: Buffer, kind: ImportKind = 'students') =>
  analyse({ kind, bytes, fileName: name, today: '2026-11-18', choices: {} });
const codeOf = async (name: string, bytes: Buffer, kind: ImportKind = 'students'): Promise<string> => {
  const error = await run(name, bytes, kind).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error, `${name} was read`).toBeInstanceOf(Problem);
  const problem = error as Problem;
  expect(problem.text('zh')).toMatch(/。$/);
  expect(problem.text('zh')).not.toMatch(/[{}]/);
  return problem.code;
};

const rows: Out[][] = [
  ['姓名', '性别', '身份证号', '班级'],
  ['张小三', '男', idNumber('2015-03-01', 11), '一年级1班'],
  ['李小四', '女', idNumber('2015-04-01', 12), '一年级1班'],
];
const sheet = (cells: Out[][]) => fods([{ name: '名册', rows: cells }]);
let xlsx: Buffer;
let xls: Buffer;
beforeAll(() => {
  xlsx = convert('fods', sheet(rows), 'xlsx');
  xls = convert('fods', sheet(rows), 'xls:MS Excel 97');
});

describe('files that are not what they say', () => {
  test('pictures, PDF and text documents under the name of a spreadsheet', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await codeOf('花名册.xlsx', png)).toBe('sheet.picture');
    expect(await codeOf('花名册.xlsx', convert('fods', sheet(rows), 'pdf'))).toBe('sheet.pdf');
    expect(await codeOf('花名册.xlsx', convert('txt', '姓名 张小三', 'docx'))).toBe('sheet.document');
    expect(await codeOf('花名册.xls', convert('txt', '姓名 张小三', 'doc:MS Word 97'))).toBe(
      'sheet.document',
    );
    expect(await codeOf('花名册.xlsx', zip({ '一班.txt': '姓名', '二班.txt': '姓名' }))).toBe(
      'sheet.archive',
    );
    expect(await codeOf('花名册.xls', Buffer.from('<html><body>请先登录</body></html>'))).toBe(
      'sheet.web-page',
    );
    expect(await codeOf('花名册.xls', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0, 0, 9]))).toBe(
      'sheet.unreadable',
    );
    expect(await codeOf('花名册.xlsx', Buffer.alloc(0))).toBe('sheet.empty');
    expect(await codeOf('花名册.csv', Buffer.from('\ufeff\r\n,,\r\n'))).toBe('sheet.empty');
  });

  test.each([
    ['xls', 'MS Excel 97'],
    ['xlsx', 'Calc MS Excel 2007 XML'],
    ['ods', 'calc8'],
  ] as const)('a password, set by LibreOffice in .%s (%s)', async (extension, filter) => {
    expect(await codeOf(`花名册.${extension}`, lock(sheet(rows), extension, filter))).toBe('sheet.locked');
  });

  test('cut off anywhere: refused, or nothing of the list was lost', async () => {
    const all = (await run('花名册.xls', xls)).drafts;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(xlsx, xls),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        async (whole, share) => {
          const part = whole.subarray(0, Math.floor(whole.length * share));
          const read = await run('花名册.xlsx', part).catch((e: unknown) => e as Problem);
          if (read instanceof Problem) expect(read.code).toMatch(/^sheet\.(damaged|unreadable|encoding)$/);
          else expect(read.drafts).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
    const html = Buffer.from('<table><tr><td>姓名</td></tr><tr><td>张小三</td></tr>');
    expect(await codeOf('花名册.xls', html)).toBe('sheet.damaged');
    const csv = iconv('姓名,性别\n张小三,男\n李小四,女', 'GB18030');
    expect(await codeOf('花名册.csv', csv.subarray(0, -1))).toBe('sheet.damaged');
  });
});

describe('archives that unpack to far more than a list', () => {
  const parts = (huge: Buffer): Record<string, string | Buffer> => ({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': huge,
  });
  let bomb: Buffer;
  beforeAll(() => {
    bomb = zip(parts(Buffer.alloc(230 * 1024 * 1024)));
  });

  test('by the size they declare', async () => {
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await codeOf('花名册.xlsx', bomb)).toBe('sheet.inflates');
  });

  test('by the size they have, where they declare another', async () => {
    const declared = Buffer.alloc(4);
    declared.writeUInt32LE(230 * 1024 * 1024);
    for (let at = bomb.indexOf(declared); at >= 0; at = bomb.indexOf(declared, at + 4))
      bomb.writeUInt32LE(1000, at);
    expect(await codeOf('花名册.xlsx', bomb)).toBe('sheet.inflates');
  });

  test('a sheet that claims A1:XFD1048576 and merges all of it is read as what it holds', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const pkg = 'http://schemas.openxmlformats.org/package/2006';
    const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const bytes = zip({
      '[Content_Types].xml': `<Types xmlns="${pkg}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="${pkg}/relationships"><Relationship Id="r1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${pkg}/relationships"><Relationship Id="r1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
      'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><dimension ref="A1:XFD1048576"/><sheetData><row r="1">${text('A1', '姓名')}${text('B1', '性别')}</row><row r="2">${text('A2', '张小三')}${text('B2', '男')}</row></sheetData><mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells></worksheet>`,
    });
    const { drafts } = await run('花名册.xlsx', bytes);
    expect(drafts.map((d) => [d.row, d.values.name, d.values.sex])).toEqual([[2, '张小三', 'male']]);
  });
});

describe('tables that are not one row a person', () => {
  test('classes across the top, fields down the side, lists side by side', async () => {
    const cross = [
      ['', '一年级1班', '一年级2班', '二年级1班'],
      ['1', '张小三', '李小四', '王小五'],
      ['2', '赵小六', '钱小七', '孙小八'],
    ];
    expect(await codeOf('a.xlsx', convert('fods', sheet(cross), 'xlsx'))).toBe('people.import-cross-table');
    const counts = [
      ['学校', '一年级', '二年级', '三年级'],
      ['第一小学', 40, 41, 42],
    ];
    expect(await codeOf('a.xlsx', convert('fods', sheet(counts), 'xlsx'))).toBe('people.import-cross-table');
    const down = [
      ['姓名', '张小三', '李小四'],
      ['性别', '男', '女'],
      ['身份证号', '1', '2'],
      ['班级', '一年级1班', '一年级2班'],
    ];
    expect(await codeOf('a.csv', Buffer.from(down.map((r) => r.join(',')).join('\n')))).toBe(
      'people.import-cross-table',
    );
    const side = [
      ['姓名', '性别', '姓名', '性别'],
      ['张小三', '男', '李小四', '女'],
    ];
    expect(await codeOf('a.xlsx', convert('fods', sheet(side), 'xlsx'))).toBe('people.import-side-by-side');
  });

  test('a list of pupils chosen as staff, and the other way round', async () => {
    const pupils = Buffer.from('姓名,性别,学籍号,家长电话\n张小三,男,G1,19900000001\n');
    expect(await codeOf('a.csv', pupils, 'staff')).toBe('people.import-pupils-list');
    const staff = Buffer.from('姓名,性别,教职工号,任教学科\n张小三,男,001,语文\n');
    expect(await codeOf('a.csv', staff)).toBe('people.import-staff-list');
    expect((await run('a.csv', staff, 'staff')).drafts).toHaveLength(1);
  });

  test('no names anywhere', async () => {
    expect(await codeOf('a.csv', Buffer.from('日期,体温\n2026-11-18,36.5'))).toBe('people.import-no-columns');
    expect(await codeOf('a.csv', Buffer.from('姓名,性别\n'))).toBe('people.import-no-rows');
  });
});
