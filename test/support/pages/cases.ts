import type { PagesWorld, Viewer } from './world.ts';

/** How one page is opened. A page may have several: each state of it that looks different. */
export interface PageCase {
  /** A route of a feature, or of the frame. */
  readonly path: string;
  /** Names the state where a page has several. */
  readonly state?: string;
  /** Somebody who may see it; null = before signing in. */
  readonly as: Viewer | null;
  /** What follows the path: search and fragment. */
  readonly rest?: (w: PagesWorld) => string;
  /** A question that is refused here, and ought to be. */
  readonly refused?: string;
}

const unitTab = (tab: string) => (w: PagesWorld) => `?unit=${w.world.id('S1')}&tab=${tab}`;

/** Every page of the web app. Those of the features must be complete: a test compares them with the routes. */
export const featurePages: readonly PageCase[] = [
  { path: '/login', as: null },
  // Whoever is signed in already takes the post on: the page asks, and a stranger is nobody.
  { path: '/join', as: null, rest: (w) => `#${w.invitation}`, refused: '/api/session' },
  { path: '/setup', as: null, rest: (w) => `#token=${w.setup}` },
  { path: '/setup', state: 'no-link', as: null },
  { path: '/check', as: 'teacher' },
  { path: '/notices', as: 'teacher' },
  { path: '/password', as: 'teacher' },
  { path: '/check', state: 'reported', as: 'reported' },
  { path: '/check', state: 'office', as: 'office' },
  { path: '/account', as: 'health' },
  { path: '/absences', as: 'health' },
  { path: '/registers', as: 'health' },
  { path: '/registers/print', as: 'health' },
  { path: '/boards', as: 'principal' },
  { path: '/boards/school', as: 'health', rest: () => '?slot=morning' },
  { path: '/boards/region', as: 'county', rest: () => '?slot=morning' },
  { path: '/boards/wall', as: 'county', rest: () => '?slot=morning' },
  { path: '/reports/groups', as: 'county' },
  { path: '/reports/lines', as: 'county' },
  { path: '/access/explain', as: 'county', rest: () => '?permission=platform.admin' },
  { path: '/settings/slots', as: 'administrator' },
  { path: '/settings/exemptions', as: 'administrator' },
  { path: '/access/accounts', as: 'administrator' },
  { path: '/access/audit', as: 'administrator' },
  { path: '/units', as: 'administrator' },
  { path: '/settings/kinds', as: 'administrator' },
  { path: '/settings/kinds', state: 'posts', as: 'administrator', rest: () => '?of=post-kinds' },
  ...['facts', 'posts', 'calendar', 'parameters', 'history'].map(
    (tab): PageCase => ({ path: '/units', state: tab, as: 'administrator', rest: unitTab(tab) }),
  ),
  { path: '/access/invitations', as: 'registrar' },
  { path: '/people', as: 'registrar' },
  {
    path: '/people',
    state: 'person',
    as: 'registrar',
    rest: (w) => `?person=${w.person('S1-G1-1', 0)}`,
  },
  { path: '/import', as: 'registrar' },
  { path: '/import', state: 'columns', as: 'registrar', rest: (w) => `?id=${w.importId}` },
];

/** Pages of the frame itself, which no feature declares. */
export const framePages: readonly PageCase[] = [
  { path: '/more', as: 'registrar' },
  { path: '/nowhere', as: 'registrar' },
];

export const nameOf = (one: PageCase): string =>
  [one.path.slice(1).replaceAll('/', '-'), one.state].filter(Boolean).join('-');
