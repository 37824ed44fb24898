import { expect, test } from 'vitest';
import { stillFitting } from './stillFitting.ts';

test('of an earlier answer what fits stays in its place, whatever the case; what does not is not offered', () => {
  const rows = [{ name: '六年级1班' }, { name: 'Grade 6' }, { name: '六年级2班' }];
  const fit = (typed: string) => stillFitting(rows, typed, (row) => row.name).map((row) => row.name);
  expect(fit('')).toEqual(rows.map((row) => row.name));
  expect(fit(' 六年级 ')).toEqual(['六年级1班', '六年级2班']);
  expect(fit('grade')).toEqual(['Grade 6']);
  expect(fit('七')).toEqual([]);
});
