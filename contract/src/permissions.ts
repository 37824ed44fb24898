/**
 * Permissions, set-valued on posts (org.post_kind.permissions). A permission held at a unit counts for the
 * unit's whole subtree on the line of that unit. Names: <noun>.<verb>.
 */
export const permissions = [
  'platform.admin', // everything technical: accounts, settings; no health rows by itself
  'unit.view',
  'unit.manage',
  'calendar.manage',
  'parameter.manage',
  'post.manage', // appoint holders, invite
  'account.manage',
  'person.view', // names in own unit
  'person.manage',
  'person.import',
  'person.contact', // unmasked phones; each look is logged
  'check.submit',
  'check.view', // named rows of checks and absences
  'figures.view', // numbers only
  'report.submit', // school confirms and sends up
  'report.acknowledge',
  'report.remind',
  'exemption.manage',
  'register.export',
  'audit.view',
] as const;
export type Permission = (typeof permissions)[number];
