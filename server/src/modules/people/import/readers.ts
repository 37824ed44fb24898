import type { ImportKind } from '@lianfang/contract/people.import';
import type { RowProblemCode } from '@lianfang/contract/people.rows';
import { clean, halfWidth, squeeze, tidy } from '../../../kernel/sheet/clean.ts';
import type { Cell } from '../../../kernel/sheet/types.ts';
import { readDate } from '../values/date.ts';
import { readName } from '../values/name.ts';
import { readPhone } from '../values/phone.ts';
import { readBoarder, readIdType, readSex } from '../values/words.ts';

/** What a whole column tells of its single cells. */
export interface ColumnFacts {
  /** Lengths of texts that begin with 0: a number with fewer digits has lost its zeros. */
  readonly zeroWidths: ReadonlySet<number>;
  /** Many identity numbers end in 000: the column went through Excel as numbers. */
  readonly rounded: boolean;
  /** Several numbers like 13800000000: what Excel showed as 1.38E+10 was stored again. */
  readonly roundedPhones: boolean;
}

/** A value, nothing (empty cell), or what is wrong. */
export type Reading =
  | { readonly value: string | boolean }
  | { readonly nothing: true }
  | { readonly code: RowProblemCode; readonly params?: Readonly<Record<string, string | number>> };

const nothing: Reading = { nothing: true };

/** Excel keeps 15 digits (IEEE 754): a longer number is not what was typed. */
const isRounded = (cell: Cell): boolean =>
  (cell.kind === 'number' && Math.abs(cell.value ?? 0) >= 1e15) ||
  /^\d(\.\d+)?e\+?\d{2}$/i.test(squeeze(cell.text));

const ROUNDED_PHONE = /^1[3-9]\d+0{6}$/;

/** Digits of a number cell, with the zeros that its number format shows. */
function digits(cell: Cell, facts: ColumnFacts): string | { code: RowProblemCode } {
  if (isRounded(cell)) return { code: 'rounded' };
  if (cell.kind !== 'number') return squeeze(cell.text);
  const shown = squeeze(cell.text);
  if (/^0\d+$/.test(shown) && Number(shown) === cell.value) return shown;
  const plain = String(cell.value);
  const wider = [...facts.zeroWidths].some((w) => w > plain.length);
  return wider ? { code: 'lost-zero' } : plain;
}

function number(cell: Cell, facts: ColumnFacts): Reading {
  const text = digits(cell, facts);
  if (typeof text !== 'string') return text;
  return /^[A-Za-z0-9_/()-]{1,40}$/.test(text) ? { value: text.toUpperCase() } : { code: 'number-chars' };
}

function date(cell: Cell): Reading {
  const read = readDate(cell);
  return read.ok ? { value: read.date } : { code: read.problem };
}

const plain =
  (most: number) =>
  (cell: Cell): Reading => {
    const text = clean(cell.text);
    return [...text].length > most ? { code: 'too-long', params: { most } } : { value: text };
  };

const readers: Readonly<Record<string, (cell: Cell, facts: ColumnFacts) => Reading>> = {
  name: (cell) => {
    const read = readName(cell.text);
    return read.ok ? { value: read.name } : { code: read.problem };
  },
  sex: (cell) => {
    const sex = readSex(cell.text);
    return sex === undefined ? { code: 'sex-unknown' } : sex === null ? nothing : { value: sex };
  },
  birthDate: date,
  date,
  until: date,
  first: date,
  last: date,
  idType: (cell) => {
    const type = readIdType(cell.text);
    return type ? { value: type } : { code: 'id-type-unknown' };
  },
  idNumber: (cell, facts) => {
    if (isRounded(cell) || (facts.rounded && /000$/.test(squeeze(cell.text)))) return { code: 'rounded' };
    return { value: squeeze(cell.kind === 'number' ? String(cell.value) : cell.text).toUpperCase() };
  },
  studentNo: number,
  boarder: (cell) => {
    const boards = readBoarder(cell.text);
    return boards === undefined ? { code: 'boarder-unknown' } : { value: boards };
  },
  phone: (cell, facts) => {
    if (facts.roundedPhones && ROUNDED_PHONE.test(String(cell.value))) return { code: 'rounded' };
    const read = readPhone(cell);
    return read.ok ? { value: read.phone } : { code: read.problem };
  },
  guardianName: (cell) => {
    const read = readName(halfWidth(cell.text).split(/[、,;/]/)[0]!);
    return read.ok ? { value: read.name } : { code: read.problem };
  },
  schoolCode: number,
  code: number,
  parentCode: number,
  address: plain(200),
};
const aliases: Readonly<Record<string, string>> = { guardianPhone: 'phone' };
/** Names of units keep full-width brackets: 第一小学(东校区) is half-width for comparing only. */
const wording = (cell: Cell): Reading => {
  const text = tidy(cell.kind === 'number' ? String(cell.value) : cell.text);
  return [...text].length > 100 ? { code: 'too-long', params: { most: 100 } } : { value: text };
};

/** Words that stand for nothing. */
const BLANK = /^(无|没有|暂无|空|null|n\/a|none|[-—–/\\]+)$/i;

/** Reads one cell as a field. Formulas without a result, errors and texts like formulas never get through. */
export function readCell(kind: ImportKind, field: string, cell: Cell, facts: ColumnFacts): Reading {
  if (cell.kind === 'formula') return { code: 'formula' };
  if (cell.kind === 'error') return { code: 'error', params: { shown: cell.text } };
  const text = squeeze(cell.text);
  const signed = /^[+-]/.test(text) && !/^[+-]?[\d-]+$/.test(text);
  if (/^[=@]/.test(text) || (signed && !BLANK.test(text))) return { code: 'formula-text' };
  if (field !== 'boarder' && field !== 'open' && BLANK.test(text)) return nothing;
  if (kind === 'units' && field === 'name') return wording(cell);
  return (readers[aliases[field] ?? field] ?? wording)(cell, facts);
}

/** Looks over a column once, before its cells are read. */
export function columnFacts(cells: readonly Cell[]): ColumnFacts {
  const texts = cells.filter((c) => c.kind === 'text').map((c) => squeeze(c.text));
  const long = texts.filter((t) => /^\d{17}[\dXx]$/.test(t));
  const ending = long.filter((t) => t.endsWith('000')).length;
  const numbers = cells.filter((c) => c.kind === 'number').map((c) => String(c.value));
  const phones = numbers.filter((t) => ROUNDED_PHONE.test(t));
  return {
    zeroWidths: new Set(texts.filter((t) => /^0\d+$/.test(t)).map((t) => t.length)),
    rounded: ending >= 2 && ending > long.length / 10,
    roundedPhones: new Set(phones).size >= 2 && phones.length > numbers.length / 10,
  };
}
