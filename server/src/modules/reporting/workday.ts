import type { Tx } from '../../kernel/db.ts';
import { readStatute } from '../org/index.ts';

/** Statutory working day: weekends, national holidays and make-up days. Units' own days are added in SQL. */
export const workday = async (tx: Tx, date: string): Promise<boolean> => (await readStatute(tx))(date).work;
