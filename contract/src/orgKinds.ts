import Type, { type Static } from 'typebox';
import { Id } from './common.ts';
import { UnitRole } from './org.ts';
import { permissions } from './permissions.ts';

const Name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
const Code = Type.String({
  pattern: '^[a-z][a-z0-9-]{1,39}$',
  description: 'small letters, digits and hyphens; never changes',
});

/** Roles of kinds that may be added: regions and territories are the state's. */
export const OwnRole = Type.Enum(['institution', 'division', 'group']);
/** Kinds of group whose checks another kind may share. */
export const CheckLike = Type.Enum(['class', 'dormitory', 'office']);

/** `unit`: the top of the tree at which the caller is administrator; kinds are the whole platform's. */
export const NewUnitKind = Type.Object(
  {
    unit: Id,
    code: Code,
    nameZh: Name,
    nameEn: Name,
    role: OwnRole,
    parents: Type.Array(Type.String(), {
      minItems: 1,
      uniqueItems: true,
      description: 'kinds it hangs below',
    }),
    checksLike: Type.Optional({
      ...CheckLike,
      description:
        'of a group: the kind whose check times it takes over. Of an institution: as which kind it reports by itself ' +
        'while no group inside it does. Without, it owes no checks',
    }),
  },
  { additionalProperties: false },
);
export type NewUnitKind = Static<typeof NewUnitKind>;

export const NewPostKind = Type.Object(
  {
    unit: Id,
    code: Code,
    nameZh: Name,
    nameEn: Name,
    unitRoles: Type.Array(UnitRole, { minItems: 1, uniqueItems: true }),
    permissions: Type.Array(Type.Enum([...permissions]), { minItems: 1, uniqueItems: true }),
  },
  { additionalProperties: false },
);
export type NewPostKind = Static<typeof NewPostKind>;

/** Renames, retires, or takes back into use. */
export const KindPatch = Type.Object(
  {
    unit: Id,
    nameZh: Type.Optional(Name),
    nameEn: Type.Optional(Name),
    retired: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type KindPatch = Static<typeof KindPatch>;
/** The same; and what a post allows, which holds at once for everybody who has it. */
export const PostKindPatch = Type.Object(
  { ...KindPatch.properties, permissions: Type.Optional(NewPostKind.properties.permissions) },
  { additionalProperties: false },
);
export type PostKindPatch = Static<typeof PostKindPatch>;

/** `GET /api/post-kinds/:code/reach`: whom a change of what the post allows concerns. */
export const PostKindReach = Type.Object({
  holders: Type.Integer({ description: 'people who hold it today' }),
  units: Type.Integer({ description: 'units at which they hold it' }),
  coming: Type.Integer({ description: 'people who are appointed to it from a later day' }),
});
export type PostKindReach = Static<typeof PostKindReach>;

export const PostKindView = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unitRoles: Type.Array(UnitRole),
  permissions: Type.Array(Type.String()),
  retired: Type.Boolean(),
});
export type PostKindView = Static<typeof PostKindView>;
export const PostKinds = Type.Object({ rows: Type.Array(PostKindView) });
export type PostKinds = Static<typeof PostKinds>;
