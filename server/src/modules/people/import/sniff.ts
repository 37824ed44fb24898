import type { ImportKind } from '@lianfang/contract/people.import';
import { clean, squeeze } from '../../../kernel/sheet/clean.ts';
import type { Cell } from '../../../kernel/sheet/types.ts';
import { readClass } from '../values/className.ts';
import { readDate } from '../values/date.ts';
import { readName } from '../values/name.ts';
import { readPhone } from '../values/phone.ts';
import { readSex } from '../values/words.ts';
import { ofPeople } from './fields.ts';
import type { Fit } from './match.ts';

/** The commonest surnames cover some 85 % of people: enough to tell a column of names from a column of places. */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐庞颜欧阳司诸尚',
);
const looksLikeId = (text: string): boolean => /^\d{17}[\dXx]$/.test(squeeze(text));
const looksLikeName = (text: string): boolean => {
  const read = readName(text);
  return read.ok && /^\p{Script=Han}{2,4}$/u.test(read.name) && SURNAMES.has(read.name[0]!);
};

const TESTS: readonly (readonly [string, (cell: Cell) => boolean])[] = [
  ['idNumber', (c) => looksLikeId(c.text) || (c.kind === 'number' && (c.value ?? 0) > 1e16)],
  ['sex', (c) => /^(男|女|男性|女性)$/.test(squeeze(c.text)) && readSex(c.text) !== undefined],
  ['guardianPhone', (c) => /1[3-9]\d{9}/.test(squeeze(c.text)) && readPhone(c).ok],
  [
    'birthDate',
    (c) =>
      (c.kind === 'date' || /^(19|20)\d{2}/.test(squeeze(c.text))) && readDate(c).ok && !looksLikeId(c.text),
  ],
  ['className', (c) => /班$|^\d{3}$|级/.test(squeeze(c.text)) && readClass(c.text) !== null],
  [
    'schoolName',
    (c) => /(小学|中学|学校|幼儿园|一中|二中|学院)$/.test(clean(c.text)) && clean(c.text).length > 3,
  ],
  ['name', (c) => looksLikeName(c.text)],
];

/** What a column holds by the look of its cells, where most of them agree. Used where headings say nothing. */
export function contentFit(kind: ImportKind, cells: readonly Cell[]): Fit | null {
  const sample = cells.slice(0, 200);
  if (!ofPeople(kind) || sample.length === 0) return null;
  for (const [field, test] of TESTS) {
    const share = sample.filter(test).length / sample.length;
    if (share >= (field === 'name' ? 0.6 : 0.8)) {
      return { field: kind === 'staff' && field === 'guardianPhone' ? 'phone' : field, score: 0.6 * share };
    }
  }
  return null;
}
