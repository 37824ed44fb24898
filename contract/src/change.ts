/**
 * What may have changed, as the server announces it on `GET /api/stream` after the commit: a hint, never the rows.
 * A query of the web names the kinds after which it is asked again.
 */
export type ChangeKind =
  | 'absence'
  | 'account'
  | 'calendar'
  | 'check'
  | 'exemption'
  | 'kind'
  | 'notification'
  | 'parameter'
  | 'person'
  | 'progress'
  | 'reminder'
  | 'school-report'
  | 'slot'
  | 'unit';
