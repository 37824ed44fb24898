/** A message to one account. Its text is made where it is read, from kind and params. */
export interface Notice {
  readonly accountId: string;
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Web path that settles it. */
  readonly link: string | null;
}

/** A way to tell people beyond the inbox. `deliver` throws with a reason a person can act on. */
export interface Channel {
  readonly name: string;
  deliver(notice: Notice & { readonly id: string }): Promise<void>;
}
