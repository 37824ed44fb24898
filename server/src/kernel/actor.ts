import type { Permission } from '@lianfang/contract/permissions';

/** A post held today. A permission counts for every unit whose lineage contains `unitId`. */
export interface Holding {
  readonly id: string;
  readonly postKind: string;
  readonly unitId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly backup: boolean;
}

/** Who is asking. Made by the access module from a session or a personal token. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  readonly personId: string | null;
  readonly holdings: readonly Holding[];
  readonly via: 'session' | 'token';
  /** True until a handed-out password has been changed: only the session endpoints answer then. */
  readonly mustChangePassword: boolean;
}

/** Finds the actor of a request, or null when nobody is signed in. Must be cheap: it runs on every request. */
export type Authenticate = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
) => Promise<Actor | null>;

/** What the kernel needs to know of a unit to decide on scope; org implements it from a cache. */
export interface UnitFacts {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly areaId: string;
  readonly schoolId: string | null;
  /**
   * Who answers for its checks, and where they add up: the institution above or itself; a group in no institution
   * stands for itself; null above (regions, territories).
   */
  readonly receiverId: string | null;
  /** Itself and everything above, on both lines. */
  readonly lineage: readonly string[];
}
export interface UnitDirectory {
  get(id: string): Promise<UnitFacts | null>;
}
