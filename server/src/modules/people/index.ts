import multipart from '@fastify/multipart';
import type { Module } from '../../kernel/module.ts';
import { mapConstraint } from '../../kernel/problem.ts';
import { SHEET_LIMITS } from '../../kernel/sheet/types.ts';
import { followUnits } from '../org/index.ts';
import { peopleFollower } from './follower.ts';
import { purge } from './import/desk.ts';
import { routes } from './routes.ts';

export { type Place, readPlaceByCode } from './import/places.ts';
export {
  type FileReport,
  fileReport,
  kindOf,
  type Report,
  refusedReport,
} from './import/report.ts';
export { reportLines } from './import/reportText.ts';
export {
  type Applied,
  applyImport,
  checkImport,
  type ImportJob,
  makeErrorSheet,
  READ_LIMITS,
  sha256,
} from './import/run.ts';
export { contactFreshDays } from './parameters.ts';
export { initialsOf } from './values/name.ts';

const PURGE_EVERY_MS = 3_600_000;

/** Pupils and staff, where they belong, and the import of lists. */
export const people: Module = {
  name: 'people',
  routes,
  async start(app, runtime) {
    mapConstraint('person_id_hash_key', 'people.duplicate-id');
    followUnits(peopleFollower);
    await app.register(multipart, {
      limits: { fileSize: SHEET_LIMITS.bytes, files: 1, fields: 10, fieldSize: 1_000 },
    });
    const clean = () => runtime.db.tx('*', (tx) => purge(tx, runtime.clock));
    app.addHook('onReady', clean);
    const timer = setInterval(() => {
      clean().catch((error: unknown) =>
        app.log.error(error, 'old import files were not removed; tried again in an hour'),
      );
    }, PURGE_EVERY_MS);
    timer.unref();
    return async () => clearInterval(timer);
  },
};
