import { fileURLToPath } from 'node:url';
import { fullWidth } from '@lianfang/contract/chinese';
import { rowProblems } from '@lianfang/contract/people.rows';
import { problems } from '@lianfang/contract/problems';
import { describe, expect, test } from 'vitest';
import { converterOf, serverWords } from '../../build/serverWords.ts';
import { traditional } from '../../build/traditional.ts';
import { saidAround } from '../lib/words.ts';

const words = serverWords(fileURLToPath(new URL('../../..', import.meta.url)));
const say = converterOf(words);

describe('with the few words a browser gets, it reads as with the whole converter', () => {
  test.each(Object.entries(problems))('%s', (_code, { zh }) => {
    expect(say(fullWidth(zh))).toBe(traditional(fullWidth(zh)));
  });
  test.each(Object.entries(rowProblems))('%s', (_code, { zh }) => {
    for (const text of [zh.reason, zh.remedy])
      expect(say(fullWidth(text))).toBe(traditional(fullWidth(text)));
  });
});

test.each([
  ['街道（社区）专员', '街道（社區）專員'],
  ['疫情报告人', '疫情報告人'],
  ['高级中学', '高級中學'],
  ['上午测温', '上午測溫'],
  ['国庆节', '國慶節'],
  ['行政办公室', '行政辦公室'],
  ['托管班', '托管班'],
])('names that the platform comes with: %s → %s', (mainland, taiwan) => {
  expect(say(mainland)).toBe(taiwan);
});

test('what people entered stays as they wrote it, also within a sentence of ours', () => {
  const text = '“阳光小学”在 2026-09-01 尚未设立或已撤销,请另选日期或单位。';
  expect(saidAround(text, { name: '阳光小学', date: '2026-09-01' }, say)).toBe(
    '「阳光小学」在 2026-09-01 尚未設立或已撤銷,請另選日期或單位。',
  );
  expect(saidAround('没有找到', {}, say)).toBe('沒有找到');
});

test('few enough for a phone: a tenth of the whole converter', () => {
  expect(words.length).toBeLessThan(4000);
});
