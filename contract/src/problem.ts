import Type, { type Static } from 'typebox';

/**
 * RFC 9457 problem details as sent by every failing endpoint. `code` is a key of the problem catalogue;
 * `errors` names field and row where the input was at fault.
 */
export const ProblemDetails = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String(),
          row: Type.Optional(Type.Integer()),
          code: Type.String(),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { $id: 'ProblemDetails' },
);
export type ProblemDetails = Static<typeof ProblemDetails>;

/** One entry of the catalogue. Texts say what is wrong, where, and what to do next; `{name}` takes a parameter. */
export interface ProblemText {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}
export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;

/** Fills `{name}` places of a catalogue text. Unknown places stay visible, so that a test finds them. */
export function fillText(text: string, params: Readonly<Record<string, unknown>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in params ? String(params[key]) : whole));
}
