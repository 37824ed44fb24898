import Type, { type Static } from 'typebox';
import { Id, Instant, LocalDate, PageQuery, page } from './common.ts';

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most });

export const PersonKind = Type.Union([Type.Literal('student'), Type.Literal('staff')]);
export type PersonKind = Static<typeof PersonKind>;
export const Sex = Type.Union([Type.Literal('male'), Type.Literal('female')]);

/** A person in a list. Phones are masked (138****1234). */
export const PersonListItem = Type.Object({
  id: Id,
  kind: PersonKind,
  name: Type.String(),
  sex: Nullable(Sex),
  unitId: Id,
  unitName: Type.String(),
  schoolName: Nullable(Type.String()),
  studentNo: Nullable(Type.String()),
  position: Nullable(Type.String()),
  boarder: Type.Boolean(),
  /** Of a pupil the guardian's, of staff their own. */
  phone: Nullable(Type.String()),
  contactVerifiedOn: Nullable(LocalDate),
  /** Not confirmed within the days that parameter people.contact-fresh-days allows (S0B-27). */
  contactStale: Type.Boolean(),
  leftOn: Nullable(LocalDate),
});
export type PersonListItem = Static<typeof PersonListItem>;

export const PeopleQuery = Type.Object({
  ...PageQuery.properties,
  unitId: Type.Optional(Id),
  kind: Type.Optional(PersonKind),
  q: Type.Optional(
    Type.String({ maxLength: 40, description: 'part of the name, pinyin initials, or a number' }),
  ),
  left: Type.Optional(Type.Boolean({ description: 'those who have left, instead of those who are here' })),
  stale: Type.Optional(Type.Boolean({ description: 'contacts not confirmed lately only' })),
});
export type PeopleQuery = Static<typeof PeopleQuery>;
export const PeoplePage = page(PersonListItem);
export type PeoplePage = Static<typeof PeoplePage>;

export const Placement = Type.Object({ unitName: Type.String(), from: LocalDate, to: Nullable(LocalDate) });

export const PersonDetail = Type.Object({
  ...PersonListItem.properties,
  birthDate: Nullable(LocalDate),
  idType: Type.Union([Type.Literal('resident'), Type.Literal('other')]),
  /** Last four characters only; nobody reads the whole number back. */
  idNumber: Nullable(Type.String()),
  ownPhone: Nullable(Type.String()),
  guardianName: Nullable(Type.String()),
  guardianPhone: Nullable(Type.String()),
  address: Nullable(Type.String()),
  dormitoryId: Nullable(Id),
  dormitoryName: Nullable(Type.String()),
  room: Nullable(Type.String()),
  joinedOn: LocalDate,
  updatedAt: Instant,
  placements: Type.Array(Placement),
  abilities: Type.Object({ manage: Type.Boolean(), contact: Type.Boolean() }),
});
export type PersonDetail = Static<typeof PersonDetail>;

/** Unmasked; the look has been written into the audit. */
export const PersonContact = Type.Object({
  phone: Nullable(Type.String()),
  guardianPhone: Nullable(Type.String()),
});
export type PersonContact = Static<typeof PersonContact>;

const Editable = {
  name: Text(60),
  sex: Nullable(Sex),
  birthDate: Nullable(LocalDate),
  idType: Type.Union([Type.Literal('resident'), Type.Literal('other')]),
  idNumber: Nullable(Text(30)),
  studentNo: Nullable(Text(40)),
  phone: Nullable(Text(30)),
  guardianName: Nullable(Text(60)),
  guardianPhone: Nullable(Text(30)),
  address: Nullable(Text(200)),
  position: Nullable(Text(100)),
  boarder: Type.Boolean(),
  dormitoryId: Nullable(Id),
  room: Nullable(Text(40)),
};
/** Absent fields stay as they are; null clears. */
export const PersonPatch = Type.Partial(Type.Object(Editable), { additionalProperties: false });
export type PersonPatch = Static<typeof PersonPatch>;
const { name: _name, ...Others } = Editable;
export const NewPerson = Type.Object(
  { kind: PersonKind, unitId: Id, name: Text(60), ...Type.Partial(Type.Object(Others)).properties },
  { additionalProperties: false },
);
export type NewPerson = Static<typeof NewPerson>;

export const LeaveBody = Type.Object({ on: Type.Optional(LocalDate), reason: Text(200) });
export const TransferBody = Type.Object({ unitId: Id });

/** A class on the phone: who is in it, without any number. */
export const Roster = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  date: LocalDate,
  people: Type.Array(
    Type.Object({
      id: Id,
      kind: PersonKind,
      name: Type.String(),
      sex: Nullable(Sex),
      boarder: Type.Boolean(),
    }),
  ),
});
export type Roster = Static<typeof Roster>;
