import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, halfWidth, squeeze, tidy } from '../../../kernel/sheet/clean.ts';
import { className, levelsOf, readClass, readGrade, readNumeral } from './className.ts';
import { readDate } from './date.ts';
import { checkCharacter, checkIdNumber } from './idNumber.ts';
import { initialsOf, readName } from './name.ts';
import { maskId, readPhone } from './phone.ts';
import { readBoarder, readSex } from './words.ts';

const TODAY = '2026-11-18';
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-18'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
/** 119999 is no county's code: such numbers belong to nobody. */
const idNumber = fc.tuple(day, fc.integer({ min: 0, max: 999 })).map(([d, n]) => {
  const first = `119999${d.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
  return first + checkCharacter(first);
});

describe('identity numbers (GB 11643)', () => {
  test('the worked example of the standard', () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
  });

  test('birth date and sex come out of a valid number, however it is written', () => {
    fc.assert(
      fc.property(idNumber, (n) => {
        const wide = [...n].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
        const expected = {
          ok: true,
          number: n,
          birthDate: `${n.slice(6, 10)}-${n.slice(10, 12)}-${n.slice(12, 14)}`,
          sex: Number(n[16]) % 2 ? 'male' : 'female',
        };
        for (const text of [n, n.toLowerCase(), ` ${n}\u00a0`, wide, `${n.slice(0, 6)} ${n.slice(6)}`]) {
          expect(checkIdNumber(text, TODAY)).toEqual(expected);
        }
      }),
    );
  });

  test('any one wrong digit and any two neighbours swapped are found', () => {
    fc.assert(
      fc.property(idNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
        const wrong = n.slice(0, at) + ((Number(n[at]) + by) % 10) + n.slice(at + 1);
        expect(checkIdNumber(wrong, TODAY).ok).toBe(false);
        const swapped = n.slice(0, at) + n[at + 1] + n[at] + n.slice(at + 2);
        if (swapped !== n) expect(checkIdNumber(swapped, TODAY).ok).toBe(false);
      }),
    );
  });

  test.each([
    ['110105491231002', 'id-old'],
    ['11999920150301', 'id-length'],
    ['11999920150301001A', 'id-chars'],
    ['009999201503010018', 'id-area'],
    ['119999201502300018', 'id-birth'],
    ['119999202703010018', 'id-future'],
    ['110105194912310020', 'id-check'],
  ])('%s is refused as %s', (n, problem) => {
    expect(checkIdNumber(n, TODAY)).toEqual({ ok: false, problem });
  });
});

describe('dates', () => {
  test('every spelling of a day gives that day', () => {
    fc.assert(
      fc.property(day, (d) => {
        const [y, m, dd] = d.split('-').map(Number) as [number, number, number];
        const serial = Math.round((Date.parse(d) - Date.UTC(1899, 11, 30)) / 86_400_000);
        const texts = [
          d,
          d.replaceAll('-', ''),
          `${y}.${m}.${dd}`,
          `${y}.${m}.${dd}.`,
          `${y}/${m}/${dd}`,
          `${y}年${m}月${dd}日`,
          `${d} 00:00:00`,
        ];
        for (const text of texts) expect(readDate({ kind: 'text', text })).toEqual({ ok: true, date: d });
        expect(readDate({ kind: 'number', text: '', value: Number(d.replaceAll('-', '')) })).toEqual({
          ok: true,
          date: d,
        });
        if (y >= 1921)
          expect(readDate({ kind: 'number', text: '', value: serial })).toEqual({ ok: true, date: d });
      }),
    );
  });

  test.each([
    ['2015-02-30', 'date-invalid'],
    ['15/3/1', 'date-ambiguous'],
    ['3/1/15', 'date-ambiguous'],
    ['3/4/2015', 'date-ambiguous'],
    ['2015年3月', 'date-invalid'],
    ['不详', 'date-invalid'],
  ])('%s is refused as %s', (text, problem) => {
    expect(readDate({ kind: 'text', text })).toEqual({ ok: false, problem });
  });

  test('13/4/2015 can only be one day', () => {
    expect(readDate({ kind: 'text', text: '13/4/2015' })).toEqual({ ok: true, date: '2015-04-13' });
  });
});

test('half-width changes full-width forms only and twice is once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (s) => {
      expect(clean(clean(s))).toBe(clean(s));
      expect(halfWidth(s)).not.toMatch(/[\uff01-\uff5e]/);
      expect([...halfWidth(s)].filter((c) => c > '\u007f' && (c < '\uff01' || c > '\uff5e'))).toEqual(
        [...s].filter((c) => c > '\u007f' && (c < '\uff01' || c > '\uff5e')),
      );
    }),
  );
  expect(squeeze(' 1 2\u200b3\u00a0\u3000X\ufeff')).toBe('123X');
  expect(tidy('张\u3000\n三')).toBe('张 三');
});

test.each([
  ['一年级1班', '', { level: 'G1', no: '1' }],
  ['一(1)班', '', { level: 'G1', no: '1' }],
  ['一(12)班', '', { level: 'G1', no: '12' }],
  ['1.1班', '', { level: 'G1', no: '1' }],
  ['101', '', { level: 'G1', no: '1' }],
  ['101班', '', { level: 'G1', no: '1' }],
  ['1203班', '', { level: 'G12', no: '3' }],
  ['2024级1班', '', { entryYear: 2024, no: '1' }],
  ['2401', '', { entryYear: 2024, no: '1' }],
  ['高一3班', '', { level: 'G10', no: '3' }],
  ['高一(3)班', '', { level: 'G10', no: '3' }],
  ['初二3班', '', { level: 'G8', no: '3' }],
  ['七年级十一班', '', { level: 'G7', no: '11' }],
  ['三年二班', '', { level: 'G3', no: '2' }],
  ['三年级(2)班', '', { level: 'G3', no: '2' }],
  ['三（２）班', '', { level: 'G3', no: '2' }],
  ['3.2', '', { level: 'G3', no: '2' }],
  ['三二班', '', { level: 'G3', no: '2' }],
  ['小三(2)班', '', { level: 'G3', no: '2' }],
  ['八(3)', '', { level: 'G8', no: '3' }],
  ['小一班', '', { level: 'K1', no: '1' }],
  ['大(2)班', '', { level: 'K3', no: '2' }],
  ['1班', '一年级', { level: 'G1', no: '1' }],
  ['(3)', '高二', { level: 'G11', no: '3' }],
  ['03', '2024级', { entryYear: 2024, no: '3' }],
  ['102', '一年级', { level: 'G1', no: '2' }],
  ['十一班', '', { no: '11' }],
  ['一一班', '', { level: 'G1', no: '1' }],
  ['苹果班', '', null],
  ['一年级1班', '1', { level: 'G1', no: '1' }],
  ['一年级(1)班(双语)', '', { level: 'G1', no: '1' }],
])('class %s with grade column %s', (text, grade, expected) => {
  expect(readClass(text, grade)).toEqual(expected);
});

test('grades, numerals and what an entry year means', () => {
  expect([readNumeral('十二'), readNumeral('07'), readNumeral('百')]).toEqual([12, 7, undefined]);
  expect(readGrade('初中一年级')).toEqual({ level: 'G7' });
  expect(readGrade('教师')).toBe(null);
  expect(levelsOf({ entryYear: 2024 }, 2026)).toEqual(['K3', 'G3', 'G9', 'G12', 'U3']);
  expect(className({ level: 'G7', no: '3' })).toBe('七年级3班');
  expect(className({ entryYear: 2024, no: '1' })).toBe('2024级1班');
});

test.each([
  ['张 三', '张三'],
  ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
  ['欧阳　晓明', '欧阳晓明'],
  ['Maria Silva', 'Maria Silva'],
  ['𠮷田', '𠮷田'],
])('the name %s is %s', (text, name) => expect(readName(text)).toEqual({ ok: true, name }));

test.each([
  ['张?', 'name-lost'],
  ['=HYPERLINK("x")', 'name-chars'],
  ['张3', 'name-chars'],
  ['张', 'name-length'],
])('the name %s is refused as %s', (text, problem) => expect(readName(text)).toEqual({ ok: false, problem }));

test('initials for searching', () => {
  expect(['张三', '欧阳晓明', '阿依', '曾强', 'Li Na'].map(initialsOf)).toEqual([
    'zs',
    'oyxm',
    'ay',
    'zq',
    'lina',
  ]);
});

test('every mobile number is read as itself, however it is written', () => {
  const mobile = fc
    .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([a, n]) => `1${a}${String(n).padStart(9, '0')}`);
  fc.assert(
    fc.property(mobile, (n) => {
      const texts = [
        n,
        `+86${n}`,
        `+86 ${n}`,
        `86-${n}`,
        `0086${n}`,
        `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
        `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
        `${n}/${n}`,
        `${n}(妈妈)`,
        `'${n}`,
        `${n}.0`,
      ];
      for (const text of texts)
        expect(readPhone({ kind: 'text', text }), text).toEqual({ ok: true, phone: n });
      expect(readPhone({ kind: 'number', text: '', value: Number(n) })).toEqual({ ok: true, phone: n });
    }),
  );
});

test('phones, sexes, boarding', () => {
  const text = (t: string) => readPhone({ kind: 'text', text: t });
  expect(text('199 0000 0001')).toEqual({ ok: true, phone: '19900000001' });
  expect(text('+86-19900000001')).toEqual({ ok: true, phone: '19900000001' });
  expect(text('(0571)80000000')).toEqual({ ok: true, phone: '0571-80000000' });
  expect(text('19900000001/19900000002')).toEqual({ ok: true, phone: '19900000001' });
  expect(readPhone({ kind: 'number', text: '57180000000', value: 57180000000 })).toEqual({
    ok: false,
    problem: 'lost-zero',
  });
  expect(text('1.99E+10')).toEqual({ ok: false, problem: 'rounded' });
  expect(text('199000000')).toEqual({ ok: false, problem: 'phone-invalid' });
  expect(['男', '女性', '1', 'F', '2-女性', '未知', '人'].map(readSex)).toEqual([
    'male',
    'female',
    'male',
    'female',
    'female',
    null,
    undefined,
  ]);
  expect(['是', '走读', '住校', '0', '?'].map(readBoarder)).toEqual([true, false, true, false, undefined]);
  expect(maskId('119999201503010018')).toBe('119***********0018');
});
