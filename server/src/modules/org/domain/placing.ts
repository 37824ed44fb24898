import type { FieldError } from '../../../kernel/problem.ts';
import type { UnitKindRow } from '../tables.ts';

/** Where a unit is to hang. undefined = nowhere named, null = named but not found. */
export interface Placing {
  readonly kind: string;
  readonly parent: { readonly kind: string; readonly closed_on: string | null } | null | undefined;
  readonly territory: { readonly kind: string; readonly closed_on: string | null } | null | undefined;
}

const fault = (field: string, code: string, zh: string, en: string): FieldError => ({
  field,
  code,
  detail: { zh, en },
});

const ASKED: Readonly<Record<string, string>> = { parent: 'parentId', territory: 'territoryId' };

/** A fault as told to who asked for one unit, not for a list: under the name of the field sent, without a row. */
export const asAsked = ({ row: _, field, ...rest }: FieldError): FieldError => ({
  ...rest,
  field: ASKED[field] ?? field,
});

/** What is wrong with hanging a unit of this kind there, or undefined. Pure. */
export function placingFault(kinds: ReadonlyMap<string, UnitKindRow>, p: Placing): FieldError | undefined {
  const kind = kinds.get(p.kind);
  if (!kind) return fault('kind', 'unknown', `没有“${p.kind}”这一单位类别`, `No kind “${p.kind}”`);
  return parentFault(kinds, kind, p.parent) ?? territoryFault(kinds, kind, p.territory);
}

/** Nothing new is made of a retired kind; what there is may go on moving. */
export const retiredFault = (kind: UnitKindRow): FieldError | undefined =>
  kind.retired
    ? fault('kind', 'retired', `“${kind.name_zh}”类别已停用`, `The kind “${kind.name_en}” is retired`)
    : undefined;

function parentFault(
  kinds: ReadonlyMap<string, UnitKindRow>,
  kind: UnitKindRow,
  parent: Placing['parent'],
): FieldError | undefined {
  if (parent === null) return fault('parent', 'unknown', '没有找到上级单位', 'The unit above was not found');
  if (parent === undefined) {
    return kind.role === 'region' || kind.role === 'institution'
      ? undefined
      : fault('parent', 'required', `${kind.name_zh}须有上级单位`, `${kind.name_en}: name the unit above`);
  }
  if (!kind.parents.includes(parent.kind)) {
    const above = kinds.get(parent.kind);
    return fault(
      'parent',
      'kind',
      `${kind.name_zh}不能设在${above?.name_zh ?? parent.kind}之下`,
      `${kind.name_en} cannot hang below ${above?.name_en ?? parent.kind}`,
    );
  }
  return parent.closed_on === null
    ? undefined
    : fault('parent', 'closed', '上级单位已撤销或已定撤销日期', 'The unit above is closed or about to close');
}

function territoryFault(
  kinds: ReadonlyMap<string, UnitKindRow>,
  kind: UnitKindRow,
  territory: Placing['territory'],
): FieldError | undefined {
  if (territory === undefined) return undefined;
  if (territory === null)
    return fault(
      'territory',
      'unknown',
      '没有找到属地单位',
      'The unit of the territorial line was not found',
    );
  if (kind.role === 'territory' || kinds.get(territory.kind)?.role !== 'territory') {
    return fault(
      'territory',
      'kind',
      '属地须为街道（乡镇）或社区（村），且其本身不另设属地',
      'The territorial line is a street or community, and those have none of their own',
    );
  }
  return territory.closed_on === null
    ? undefined
    : fault(
        'territory',
        'closed',
        '属地单位已撤销或已定撤销日期',
        'That street or community is closed or about to close',
      );
}
