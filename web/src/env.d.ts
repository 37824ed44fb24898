declare module 'virtual:locales' {
  export const loaders: Record<string, (() => Promise<{ default: Record<string, unknown> }>) | undefined>;
}

declare module 'virtual:server-words' {
  /** Mainland → Taiwan, for the longest match. */
  const words: readonly (readonly [string, string])[];
  export default words;
}
