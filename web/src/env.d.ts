declare module 'virtual:locales' {
  export const loaders: Record<string, (() => Promise<{ default: Record<string, unknown> }>) | undefined>;
}
