import type { Module } from '../../kernel/module.ts';
import { mapConstraint } from '../../kernel/problem.ts';
import { followKinds, followUnits } from '../org/index.ts';
import { reportingFollower } from './follower.ts';
import { copySlots } from './kindSlots.ts';
import { remindAutomatically } from './remindJob.ts';
import { reportingRoutes } from './routes.ts';

export { groupStatus } from './groups.ts';
export { schoolLines } from './lines.ts';
export { patiently } from './patiently.ts';
export { prepare } from './prepare.ts';
export { remindAutomatically } from './remindJob.ts';
export { slotsOf } from './slots.ts';

/** What is due by when, what came, what is missing; school reports on both lines; reminders. */
export const reporting: Module = {
  name: 'reporting',
  routes: reportingRoutes,
  async start(_app, runtime) {
    followUnits(reportingFollower);
    followKinds(copySlots);
    mapConstraint('slot_no_overlap', 'reporting.slot-overlap');
    mapConstraint('exemption_no_overlap', 'reporting.exemption-overlap');
    runtime.jobs.every('remind', '* * * * *', async () => {
      await remindAutomatically(runtime);
    });
    return undefined;
  },
};
