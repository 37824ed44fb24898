import type { ImportKind } from '@lianfang/contract/people.import';
import { squeeze } from '../../../kernel/sheet/clean.ts';
import { type Field, fieldsOf, ofPeople } from './fields.ts';

export interface Fit {
  readonly field: string;
  /** 0–1. */
  readonly score: number;
}

/** A heading for comparing: no spaces, no remarks in brackets, no asterisk of the obligatory column. */
export const plainHeading = (text: string): string =>
  squeeze(text)
    .toLowerCase()
    .replace(
      /[(【[{《<](必填|选填|可选|非必填|\d+位|必选|文本|格式|如|例|yyyy|年月日|男\/女|是\/否)[^)】\]}》>]*[)】\]}》>]/g,
      '',
    )
    .replace(/[*★※::#]|^\d+[.、]/g, '')
    .replace(/[(](.{1,8})[)]$/, '$1')
    .replace(/_/g, '');

/** A parent, a contact, the head teacher: their names and numbers are not the pupil's own. */
const RELATIVE = /家长|监护|父|母|成员|联系人|亲属|亲人/;
const OTHER = /班主任|教师姓名|填表|审核|校长|负责人|法人|曾用名|拼音|英文名|姓名英/;

function relativeFit(path: string): Fit | null {
  if (/电话|手机|联系方式|联系号码/.test(path))
    return { field: 'guardianPhone', score: /父|母|2|二/.test(path) ? 0.75 : 0.9 };
  if (/身份证|证件|工作|单位|学历|职务|民族|户口|关系|是否|住址|地址|政治|类型/.test(path)) return null;
  return /姓名|名字|^(家长|监护人|联系人|紧急联系人|第一监护人|父亲|母亲)1?$/.test(path)
    ? { field: 'guardianName', score: /父|母|2|二/.test(path) ? 0.75 : 0.9 }
    : null;
}

function fieldFit(field: Field, heading: string): number {
  const at = field.headings.indexOf(heading);
  if (at >= 0) return 0.98 - at * 0.005;
  return field.like?.test(heading) &&
    !/是否.*(随迁|留守|独生)|日期|时间|来源/.test(heading.replace(/出生.*/, ''))
    ? 0.7
    : 0;
}

/**
 * The fields a heading fits, best first. `path` are the texts above one another over the column: a group heading
 * (监护人信息) turns 姓名 below it into the guardian's name.
 */
export function headingFits(kind: ImportKind, path: readonly string[]): readonly Fit[] {
  const parts = path.map(plainHeading).filter((p) => p !== '');
  const leaf = parts.at(-1);
  if (leaf === undefined || leaf.length > 30) return [];
  const joined = parts.join('');
  if (ofPeople(kind) && OTHER.test(joined)) return [];
  if (ofPeople(kind) && RELATIVE.test(joined)) {
    const fit = kind === 'students' ? relativeFit(joined) : null;
    return fit ? [fit] : [];
  }
  const fits = fieldsOf(kind).map((field) => ({
    field: field.name,
    score: Math.max(fieldFit(field, leaf), parts.length > 1 ? fieldFit(field, joined) : 0),
  }));
  return fits.filter((f) => f.score > 0).sort((a, b) => b.score - a.score);
}

/** True where some field knows this heading. */
export const isHeading = (kind: ImportKind, text: string): boolean => headingFits(kind, [text]).length > 0;
