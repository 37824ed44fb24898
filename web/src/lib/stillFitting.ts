/**
 * Of what an earlier search found, the rows that fit what is typed by now: shown until the answer comes, so that nothing
 * gives way under a finger that is about to choose. `text`: what the server looks into.
 */
export const stillFitting = <Row>(
  rows: readonly Row[],
  typed: string,
  text: (row: Row) => string,
): readonly Row[] => {
  const wanted = typed.trim().toLowerCase();
  return rows.filter((row) => text(row).toLowerCase().includes(wanted));
};
