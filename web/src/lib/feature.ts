import type { Permission } from '@lianfang/contract/permissions';
import type { ComponentType } from 'react';
import type { IconName } from '../ui/Icon.tsx';

/** What the engine does with a unit (org.unit_kind.role). */
export type UnitRole = 'region' | 'territory' | 'institution' | 'division' | 'group';

/** An entry of the navigation: left on the desktop; those with `phone` are tabs at the bottom of a phone. */
export interface NavEntry {
  /** `<feature>.<key>`: the key in the `nav` object of that feature's locale file. */
  readonly labelKey: string;
  readonly icon: IconName;
  /** Shown when some post held grants it; without, to everyone signed in. */
  readonly permission?: Permission;
  /** Only when the post that grants it is held at a unit of such a role. */
  readonly at?: readonly UnitRole[];
  /** The first page after sign-in for those whose highest post is at a unit of such a role. */
  readonly homeFor?: readonly UnitRole[];
  /** Ascending. 10–19 today's work, 20–29 boards, 30–49 lists and registers, 80–99 administration. */
  readonly order: number;
  readonly phone?: boolean;
  /** Goes here on the keys g, then this. */
  readonly goKey?: string;
}

/** One page of a feature. */
export interface FeatureRoute {
  /** With $params: '/schools/$unitId'. */
  readonly path: string;
  /** The module's default export is the page; fetched when first visited. */
  readonly load: () => Promise<{ default: ComponentType }>;
  readonly nav?: NavEntry;
  /**
   * 'app' (default): inside the navigation, antd at hand. 'light': inside the navigation, no antd, no ECharts: for
   * phones on bad networks; its file is named `*.light.tsx` and is installed for offline use. 'bare': no
   * navigation, antd at hand (big screen, print). 'plain': neither (sign-in).
   */
  readonly frame?: 'app' | 'light' | 'bare' | 'plain';
  /** Reached without signing in; outside the navigation: 'bare' unless 'plain'. */
  readonly open?: boolean;
}

export function defineRoutes(routes: readonly FeatureRoute[]): readonly FeatureRoute[] {
  return routes;
}
