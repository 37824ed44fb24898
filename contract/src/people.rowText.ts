/** Why a row is not imported: the reason and what to do, by code; `{name}` takes a parameter. */
export interface RowProblemText {
  readonly zh: { readonly reason: string; readonly remedy: string };
  readonly en: { readonly reason: string; readonly remedy: string };
}

/** The four sentences of one code, in the order reason, remedy. */
export const text = (
  zhReason: string,
  zhRemedy: string,
  enReason: string,
  enRemedy: string,
): RowProblemText => ({
  zh: { reason: zhReason, remedy: zhRemedy },
  en: { reason: enReason, remedy: enRemedy },
});
