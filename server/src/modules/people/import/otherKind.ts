import type { ImportKind } from '@lianfang/contract/people.import';
import { Problem } from '../../../kernel/problem.ts';
import { ofPeople } from './fields.ts';
import type { Header } from './layout.ts';
import { plainHeading } from './match.ts';

/** Headings that no list of the other kind has (`only`), and those that at least speak for the kind (`sign`). */
const PUPILS = { only: /学籍|监护人|家长|就读/, sign: /学籍|学号|学生|监护人|家长|年级|班级|就读/ };
const STAFF = {
  only: /工号|教职工|任教|职称|编制|入职/,
  sign: /工号|教职工|教师|任教|职称|职务|岗位|部门|科室|编制|入职/,
};

/**
 * A list of pupils chosen as staff, or the other way round, would be read without a fault and make teachers of
 * children. A heading that only the other kind has, and none that speaks for the chosen kind, tells.
 */
export function otherKind(kind: ImportKind, header: Header | null): Problem | null {
  if (!ofPeople(kind) || !header) return null;
  const [own, other, code] =
    kind === 'staff'
      ? ([STAFF, PUPILS, 'people.import-pupils-list'] as const)
      : ([PUPILS, STAFF, 'people.import-staff-list'] as const);
  const headings = header.paths.map((path) => path.map(plainHeading).join(''));
  const theirs = headings.find((h) => other.only.test(h));
  return theirs !== undefined && !headings.some((h) => own.sign.test(h))
    ? new Problem(code, { heading: theirs })
    : null;
}
