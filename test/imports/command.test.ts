import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../run/process.ts';
import { blankDatabase, freshDatabase } from '../support/database.ts';
import { convert, fods, iconv } from './office.ts';
import { idNumber, phone } from './people.ts';

let folder: string;
let database: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianfang-command-'));
  database = await freshDatabase();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `lianfang import` as an operator would. */
function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: database,
    LIANFANG_DATA: folder,
    LIANFANG_SECRET: 'a secret of forty characters for one test',
  };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'server/src/cli.ts'), 'import', ...args],
      { env, cwd: folder },
      (error, out, err) => done({ code: Number(error?.code ?? 0), out, error: err }),
    );
  });
}
const put = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(join(folder, name), content);
  return name;
};

const units = `单位代码,单位名称,单位类型,上级单位\n530000,云岭省,省,\n530101,清河县,县,云岭省\nS1,清河县第一小学,小学,清河县\n`;
const boy = idNumber('2015-03-01', 11);
const pupils = (id: string) => [
  ['姓名', '性别', '身份证号', '班级', '家长电话'],
  ['张小三', '男', id, '一年级1班', phone(1)],
  ['李小四', '女', Number(idNumber('2015-04-02', 12)), '一年级1班', phone(2)],
];

test('units, then pupils of several files: accepted and rejected rows with row, column, reason; exit codes', async () => {
  const first = await run('--kind', 'units', await put('units.csv', iconv(units, 'GB18030')));
  expect([first.code, first.error]).toEqual([0, '']);
  expect(first.out).toContain('新增 3');

  const xls = await put(
    '一班.xls',
    convert('fods', fods([{ name: '名册', rows: pupils(boy) }]), 'xls:MS Excel 97'),
  );
  const png = await put('照片.xlsx', Buffer.from('89504e470d0a1a0a0000', 'hex'));
  const all = await run('--kind', 'pupils', '--unit', 'S1', '--json', xls, png);
  expect(all.code).toBe(2);
  const report = JSON.parse(all.out);
  expect(report).toMatchObject({ kind: 'pupils', mode: 'all', dryRun: false, ok: false });
  expect(report.files[0]).toMatchObject({
    file: '一班.xls',
    state: 'rejected',
    format: 'xls',
    counts: { rows: 2, accepted: 1, new: 1, rejected: 1 },
    newClasses: ['清河县第一小学 一年级1班'],
    accepted: [{ sheet: '名册', row: 2, action: 'new' }],
    rejected: [
      {
        sheet: '名册',
        row: 3,
        column: 'C',
        heading: '身份证号',
        code: 'rounded',
        reason: '已被 Excel 四舍五入，后几位丢失',
      },
    ],
  });
  expect(report.files[1]).toMatchObject({
    state: 'refused',
    refusal: { code: 'sheet.picture' },
    accepted: [],
    rejected: [],
  });

  const good = await run('--kind', 'pupils', '--unit', 'S1', '--mode', 'good', '--errors', '.', xls);
  expect(good.code).toBe(1);
  expect(good.out).toContain('新增 1（第 2 行）');
  expect(good.out).toContain('第 3 行: 身份证号（C 列）已被 Excel 四舍五入，后几位丢失');
  expect(await readdir(folder)).toContain('一班.rejected.xlsx');

  const again = JSON.parse(
    (await run('--kind', 'pupils', '--unit', 'S1', '--mode', 'good', '--json', xls)).out,
  );
  expect(again.files[0].counts).toMatchObject({ new: 0, unchanged: 1, rejected: 1 });
}, 120_000);

test('a dry run writes nothing; wrong commands and units say what is wrong', async () => {
  const file = await put('二班.csv', `姓名,身份证号,班级\n王小五,${idNumber('2015-05-03', 13)},一年级1班\n`);
  const dry = JSON.parse((await run('--kind', 'students', '--unit', 'S1', '--dry-run', '--json', file)).out);
  expect(dry.files[0]).toMatchObject({ state: 'checked', counts: { new: 1 } });
  expect(
    JSON.parse((await run('--kind', 'pupils', '--unit', 'S1', '--dry-run', '--json', file)).out).files[0]
      .counts.new,
  ).toBe(1);
  const unknown = await run('--kind', 'pupils', '--unit', 'S9', '--json', file);
  expect([unknown.code, JSON.parse(unknown.out).error.code]).toEqual([2, 'people.import-unit-unknown']);
  expect((await run('--kind', 'cats', file)).code).toBe(2);
  expect((await run(file)).code).toBe(2);
  const missing = JSON.parse((await run('--kind', 'pupils', '--json', 'nowhere.xlsx')).out);
  expect(missing.files[0].refusal.code).toBe('people.import-missing-file');
  const help = await run('--help');
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('Exit codes')]);
}, 120_000);

test('a folder is every list in it, in order; what a program left open is no list; an empty one says so', async () => {
  await mkdir(join(folder, '各班/二年级'), { recursive: true });
  const list = (name: string) => `姓名,班级\n${name},一年级1班\n`;
  await put('各班/2班.csv', list('张小二'));
  await put('各班/10班.csv', list('张小十'));
  await put('各班/二年级/1班.csv', list('张小一'));
  await put('各班/~$2班.xlsx', 'x');
  await put('各班/说明.docx', 'x');
  const all = await run('--kind', 'pupils', '--unit', 'S1', '--dry-run', '--json', '各班');
  expect([all.code, all.error]).toEqual([0, '']);
  expect(JSON.parse(all.out).files.map((f: { file: string }) => f.file)).toEqual([
    '各班/2班.csv',
    '各班/10班.csv',
    '各班/二年级/1班.csv',
  ]);
  await mkdir(join(folder, '空'));
  const none = await run('--kind', 'pupils', '--unit', 'S1', '空');
  expect([none.code, none.out]).toEqual([2, expect.stringContaining('这个文件夹里没有电子表格')]);
}, 120_000);

test('a calendar is one unit’s: its days come in by the command, or the file is refused with the remedy', async () => {
  await run('--kind', 'units', await put('units.csv', iconv(units, 'GB18030')));
  const file = await put(
    '校历.csv',
    '日期,结束日期,是否上课,缘由\n2099-03-02,2099-03-04,放假,春假\n2099-03-05,,放假,\n',
  );
  const none = await run('--kind', 'calendar', '--json', file);
  expect([none.code, JSON.parse(none.out).files[0].refusal.code]).toEqual([2, 'people.import-unit-needed']);
  const good = await run('--kind', 'calendar', '--unit', 'S1', '--mode', 'good', '--json', file);
  expect(good.code).toBe(1);
  expect(JSON.parse(good.out)).toMatchObject({
    kind: 'calendar',
    files: [
      {
        state: 'applied',
        counts: { rows: 2, new: 1, rejected: 1 },
        rejected: [{ row: 3, column: 'D', code: 'calendar-reason-needed' }],
      },
    ],
  });
});

test('a blank database is prepared; what fails as a whole is one JSON object too', async () => {
  const blank = await blankDatabase();
  const file = await put('新.csv', iconv(units, 'GB18030'));
  database = blank;
  const made = await run('--kind', 'units', '--json', file);
  expect([made.code, JSON.parse(made.out).files[0].counts.new]).toEqual([0, 3]);
  database = 'postgres://nobody@127.0.0.1:1/none';
  const failed = await run('--kind', 'units', '--json', file);
  expect([failed.code, JSON.parse(failed.out)]).toEqual([
    3,
    { ok: false, error: { code: 'failed', message: expect.any(String) } },
  ]);
}, 120_000);
