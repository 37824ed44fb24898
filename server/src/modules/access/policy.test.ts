import { permissions } from '@lianfang/contract/permissions';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeActor } from '../../../../test/support/access.ts';
import { mayAppoint, mayManage } from './policy.ts';

const registrar = makeActor([{ unitId: '5', permissions: ['post.manage', 'unit.manage'] }]);
const school = ['5', '3', '1'];

describe('who may appoint', () => {
  test('a registrar: teachers and principals of the own school', () => {
    expect(mayAppoint(registrar, ['check.submit', 'check.view'], ['9', ...school])).toBe(true);
    expect(mayAppoint(registrar, ['post.manage', 'report.submit'], school)).toBe(true);
  });
  test('never more power than one has', () => {
    expect(mayAppoint(registrar, ['platform.admin'], school)).toBe(false);
    expect(mayAppoint(registrar, ['account.manage'], school)).toBe(false);
  });
  test('never elsewhere, and never without post.manage', () => {
    expect(mayAppoint(registrar, [], ['6', '3', '1'])).toBe(false);
    expect(mayAppoint(makeActor([{ unitId: '1', permissions: ['account.manage'] }]), [], school)).toBe(false);
  });
  test('what one may give, one had the control permissions of', () => {
    const some = fc.subarray([...permissions]);
    fc.assert(
      fc.property(some, some, (own, given) => {
        const actor = makeActor([{ unitId: '5', permissions: own }]);
        if (!mayAppoint(actor, given, school)) return;
        const control = given.filter((p) => ['platform.admin', 'account.manage', 'post.manage'].includes(p));
        expect(own).toEqual(expect.arrayContaining(control));
      }),
    );
  });
});

test('an account with one post out of reach is out of reach', () => {
  const teacher = { permissions: ['check.submit'], lineage: ['9', ...school] };
  const officer = { permissions: ['figures.view'], lineage: ['3', '1'] };
  expect(mayManage(registrar, [teacher])).toBe(true);
  expect(mayManage(registrar, [teacher, officer])).toBe(false);
  expect(mayManage(registrar, [])).toBe(false);
});
