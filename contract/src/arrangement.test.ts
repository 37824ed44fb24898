import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNotice } from './arrangement.ts';

/** The notice of 2026 as it was published. */
const notice = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

test('the notice of 2026: every holiday, every day worked to make up', () => {
  const days = readNotice(notice, 2026);
  expect(days.filter((d) => d.work).map((d) => [d.date, d.holiday])).toEqual([
    ['2026-01-04', '元旦'],
    ['2026-02-14', '春节'],
    ['2026-02-28', '春节'],
    ['2026-05-09', '劳动节'],
    ['2026-09-20', '国庆节'],
    ['2026-10-10', '国庆节'],
  ]);
  expect(days.filter((d) => !d.work)).toHaveLength(33);
  expect(days.find((d) => d.date === '2026-02-23')).toEqual({
    date: '2026-02-23',
    work: false,
    holiday: '春节',
  });
});

test('two holidays in one, days of the year before, a month that turns', () => {
  const text = `一、元旦：2028年12月30日至2029年1月1日放假，共3天。
二、国庆节、中秋节：9月29日至10月6日放假调休，共8天。9月23日、10月7日上班。`;
  expect(readNotice(text, 2029).map((d) => `${d.date}${d.work ? '+' : '-'}${d.holiday}`)).toEqual([
    '2029-01-01-元旦',
    '2029-09-23+国庆节、中秋节',
    ...['09-29', '09-30', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06'].map(
      (d) => `2029-${d}-国庆节、中秋节`,
    ),
    '2029-10-07+国庆节、中秋节',
  ]);
});

test('whatever is pasted, only days that exist, of that year, each once', () => {
  const piece = fc.constantFrom(
    '一、',
    '春节',
    '：',
    '2月',
    '30日',
    '31日',
    '至',
    '放假',
    '上班',
    '。',
    '\n',
    '2027年',
    '、',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }).map((p) => p.join('')),
      (text) => {
        const dates = readNotice(text, 2027).map((d) => d.date);
        expect(new Set(dates).size).toBe(dates.length);
        for (const date of dates) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
        expect(dates.every((d) => d.startsWith('2027-'))).toBe(true);
      },
    ),
  );
});
