import { expect, test } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { assertUnprivileged, connect } from './db.ts';

test('requests run as the role that row-level security holds for; where that was dropped, nothing runs', async () => {
  const url = await freshDatabase();
  const db = connect(url);
  await expect(assertUnprivileged(db)).resolves.toBeUndefined();
  await db.close();
  // As a pooler does that ignores the startup options.
  const stripped = connect(`${url}?options=`);
  await expect(assertUnprivileged(stripped)).rejects.toThrow(/Requests would run as "lianfang"/);
  await stripped.close();
});
