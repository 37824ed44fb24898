import type { RowAction } from '@lianfang/contract/people.import';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import { gradeName, readClass, readGrade } from '../values/className.ts';
import { kindOfName, readStage, readUnitKind } from '../values/unitKind.ts';
import { readBoarder } from '../values/words.ts';
import { type Analysis, type Draft, type Fault, faultAt } from './draft.ts';
import { nameKey, type Place } from './places.ts';

export interface UnitPlanContext {
  readonly scope: readonly string[] | '*';
  readonly given: Place | null;
  readonly today: string;
}

/** A unit on record or of the list; `draft` ones have no id yet. */
export interface Node {
  readonly key: string;
  readonly id: string | null;
  readonly code: string | null;
  readonly kind: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface UnitDecision {
  readonly draft: Draft;
  readonly action: RowAction;
  readonly kind: string;
  readonly name: string;
  readonly code: string | null;
  /** Key of the unit above: an id, or `row:<n>` of a unit of the list; null for a new root. */
  readonly parent: string | null;
  readonly key: string;
  /** The street or community named, of the records or of the list. */
  readonly territory: Node | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface UnitPlan {
  readonly decisions: readonly UnitDecision[];
  readonly rejected: readonly Draft[];
}

interface OnRecord extends Node {
  readonly id: string;
  readonly code: string;
  readonly closed: boolean;
  readonly inScope: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}
interface Kind {
  readonly code: string;
  readonly name: string;
  readonly role: string;
  readonly level: number;
  readonly parents: readonly string[];
}

async function readUnits(
  tx: Tx,
  { scope, given }: UnitPlanContext,
  codes: readonly string[],
): Promise<readonly OnRecord[]> {
  const reach = given ? [given.id] : scope;
  const inside = reach === '*' ? sql`true` : sql`lineage && ${reach}::bigint[]`;
  const { rows } = await sql<OnRecord>`
    select id as key, id, code, kind, name, parent_id as parent, closed_on is not null as closed, attributes,
      ${inside} as "inScope"
    from org.unit where (${inside} and closed_on is null) or upper(code) = any(${codes}::text[])`.execute(tx);
  return rows;
}

/** Attributes that a row states; what it does not say stays as it is. */
function attributesOf(draft: Draft, kind: Kind, name: string): Record<string, unknown> {
  const { values: v } = draft;
  const stage =
    kind.code === 'school'
      ? (readStage(v.stage ?? v.kind ?? '') ?? (v.stage || v.kind ? readStage(name) : undefined))
      : undefined;
  const boarding = v.boarding === undefined ? undefined : readBoarder(v.boarding);
  const key =
    kind.code === 'class' ? readClass(name, v.grade ?? '') : kind.code === 'grade' ? readGrade(name) : null;
  const grade = key?.level ? Number(key.level.slice(1)) : undefined;
  const number = key && 'no' in key && key.no !== undefined ? Number(key.no) : undefined;
  return {
    ...(stage && { stage }),
    ...(boarding !== undefined && { boarding }),
    ...(grade !== undefined && { grade }),
    ...(key?.entryYear && { entryYear: key.entryYear }),
    ...(number && { number }),
  };
}

/**
 * Decides a list of units against what is on record: found by code, else by name below the same unit. Lists may name
 * units above by code or name, of the list itself too. Nothing is moved or closed by a list.
 */
export async function planUnits(tx: Tx, analysis: Analysis, context: UnitPlanContext): Promise<UnitPlan> {
  const kinds = new Map(
    (
      await sql<Kind>`select code, name_zh as name, role, level, parents from org.unit_kind`.execute(tx)
    ).rows.map((k) => [k.code, k]),
  );
  const codes = analysis.drafts.flatMap((d) =>
    [d.values.code, d.values.parentCode].filter((c) => c !== undefined),
  );
  const records = await readUnits(tx, context, codes);
  const open = records.filter((r) => !r.closed && r.inScope);
  const byCode = new Map(records.map((r) => [r.code.toUpperCase(), r]));
  const codesOfKinds = new Set(kinds.keys());

  const own = analysis.drafts.map((draft, i): Node => {
    const { values: v } = draft;
    const name = v.name ?? '';
    const kind =
      (v.kind === undefined ? undefined : readUnitKind(v.kind, codesOfKinds)) ??
      kindOfName(name) ??
      (v.grade ? 'class' : '');
    return { key: `row:${i}`, id: null, code: v.code ?? null, kind, name: name, parent: null };
  });
  // A unit on record and its own row in the list are one: by code, or without a code by kind and name.
  const recorded = new Set(open.map((n) => `${n.kind}\0${nameKey(n.name)}`));
  const fresh = own.filter((n) =>
    n.code === null ? !recorded.has(`${n.kind}\0${nameKey(n.name)}`) : !byCode.has(n.code),
  );
  const nodes: readonly Node[] = [...open, ...fresh.filter((n) => n.name !== '')];
  const named = Map.groupBy(nodes, (n) => nameKey(n.name));

  const decide = (draft: Draft, i: number): UnitDecision | null => {
    const { values: v } = draft;
    const refuse = (field: string, code: Fault['code'], params: Fault['params'] = {}, value = ''): null => {
      draft.faults.push(faultAt(analysis, draft, field, code, params, value));
      return null;
    };
    if (v.name === undefined) return null;
    const kind = kinds.get(own[i]!.kind);
    if (!kind) return refuse('kind', 'unit-kind-unknown', {}, v.kind ?? v.name);
    const found = v.code === undefined ? undefined : byCode.get(v.code);
    if (found && !found.inScope) return refuse('code', 'unit-outside', {}, v.code);
    if (found?.closed) return refuse('code', 'unit-closed', {}, v.code);
    const above = parentOf(draft, i, kind, found);
    if ('code' in above) return refuse(above.field, above.code, above.params, above.value);
    const parent = above.parent;
    if (parent && !kind.parents.includes(parent.kind)) {
      return refuse(
        'parentName',
        'unit-placing',
        { parent: `${parent.name}(${kinds.get(parent.kind)?.name ?? parent.kind})` },
        v.parentName ?? v.parentCode ?? '',
      );
    }
    const territory = v.territoryName === undefined ? null : territoryOf(v.territoryName);
    if (v.territoryName !== undefined && !territory)
      return refuse('territoryName', 'territory-unknown', {}, v.territoryName);
    if (draft.faults.length > 0) return null;
    const same =
      found ??
      open.find(
        (r) =>
          r.parent === (parent?.key ?? null) && r.kind === kind.code && nameKey(r.name) === nameKey(v.name!),
      );
    if (same && same.kind !== kind.code)
      return refuse(
        'kind',
        'unit-kind-change',
        { kind: kinds.get(same.kind)?.name ?? same.kind },
        v.kind ?? '',
      );
    const attributes = attributesOf(draft, kind, v.name);
    const changed =
      same && (same.name !== v.name || Object.entries(attributes).some(([k, x]) => same.attributes[k] !== x));
    return {
      draft,
      action: !same ? 'new' : changed ? 'changed' : 'unchanged',
      kind: kind.code,
      name: v.name,
      code: same?.code ?? v.code ?? null,
      parent: same ? same.parent : (parent?.key ?? null),
      key: same?.key ?? `row:${i}`,
      territory: same ? null : territory,
      attributes,
    };
  };

  type Above =
    | { readonly parent: Node | null }
    | {
        readonly field: string;
        readonly code: Fault['code'];
        readonly params?: Fault['params'];
        readonly value: string;
      };
  const parentOf = (draft: Draft, i: number, kind: Kind, found: OnRecord | undefined): Above => {
    const { parentCode, parentName, grade } = draft.values;
    if (parentCode !== undefined) {
      const parent =
        open.find((n) => n.code.toUpperCase() === parentCode) ??
        own.find((n) => n.code === parentCode && n.key !== `row:${i}`);
      return parent
        ? settle(parent, grade, kind, found)
        : { field: 'parentCode', code: 'unit-parent-unknown', value: parentCode };
    }
    if (parentName !== undefined) {
      const all = (named.get(nameKey(parentName)) ?? []).filter((n) => n.key !== `row:${i}`);
      const fitting = all.filter((n) => kind.parents.includes(n.kind));
      const parents = fitting.length > 0 ? fitting : all;
      if (parents.length === 0)
        return { field: 'parentName', code: 'unit-parent-unknown', value: parentName };
      if (parents.length > 1)
        return {
          field: 'parentName',
          code: 'unit-parent-ambiguous',
          params: { count: parents.length },
          value: parentName,
        };
      return settle(parents[0]!, grade, kind, found);
    }
    if (found) return { parent: open.find((n) => n.key === found.parent) ?? null };
    if (context.given) return settle(open.find((n) => n.key === context.given!.id)!, grade, kind, found);
    const fitting = open.filter((n) => kind.parents.includes(n.kind));
    const deepest = Math.max(0, ...fitting.map((n) => kinds.get(n.kind)!.level));
    const candidates = fitting.filter((n) => kinds.get(n.kind)!.level === deepest);
    if (candidates.length === 1) return settle(candidates[0]!, grade, kind, found);
    const root =
      candidates.length === 0 &&
      context.scope === '*' &&
      (kind.role === 'region' || kind.role === 'institution');
    return root ? { parent: null } : { field: 'parentName', code: 'unit-parent-needed', value: '' };
  };
  /** A class hangs below its grade where the school has that grade; a unit on record does not move. */
  const settle = (
    parent: Node,
    grade: string | undefined,
    kind: Kind,
    found: OnRecord | undefined,
  ): Above => {
    const wanted = grade === undefined ? null : readGrade(grade);
    const names = wanted ? [nameKey(grade!), nameKey(gradeName(wanted))] : [];
    const inside =
      kind.code === 'class'
        ? nodes.find((n) => n.kind === 'grade' && n.parent === parent.key && names.includes(nameKey(n.name)))
        : undefined;
    const at = inside ?? parent;
    if (found?.parent && at.id !== null && found.parent !== at.id && found.parent !== parent.id) {
      const now = open.find((n) => n.key === found.parent);
      const below = now?.parent === parent.id;
      if (!below)
        return {
          field: 'parentName',
          code: 'unit-move',
          params: { parent: now?.name ?? '' },
          value: parent.name,
        };
    }
    return { parent: found?.parent ? (open.find((n) => n.key === found.parent) ?? at) : at };
  };
  const territoryOf = (text: string): Node | null => {
    const all = (named.get(nameKey(text)) ?? []).filter((n) => kinds.get(n.kind)?.role === 'territory');
    const onRecord = all.filter((n) => n.id !== null);
    const found = onRecord.length > 0 ? onRecord : all.filter((n) => n.code !== null);
    return found.length === 1 ? found[0]! : null;
  };

  let decisions = analysis.drafts.flatMap((draft, i) => decide(draft, i) ?? []);
  // What hangs below a rejected row cannot stand either.
  for (let before = -1; before !== decisions.length; ) {
    before = decisions.length;
    const keys = new Set(decisions.map((d) => d.key));
    decisions = decisions.filter((d) => {
      if (!d.parent?.startsWith('row:') || keys.has(d.parent)) return true;
      const shown = d.draft.values.parentName ?? d.draft.values.parentCode ?? '';
      d.draft.faults.push(faultAt(analysis, d.draft, 'parentName', 'unit-parent-rejected', {}, shown));
      return false;
    });
  }
  return { decisions, rejected: analysis.drafts.filter((d) => d.faults.length > 0) };
}
