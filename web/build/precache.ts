import type { Plugin } from 'vite';

/** Name of a feature's folder of messages: what its light pages say. */
const FEATURE_OF = /\/features\/([^/]+)\/[^/]+\.light\.tsx$/;
const MESSAGES = /^\0virtual:locales\/[^/]+\/(.+)$/;

interface Built {
  readonly code?: string;
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  readonly fileName: string;
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}

/**
 * Works out which built files a phone needs to open the light pages without a network: the entry, every
 * `*.light.tsx`, what they import, and the messages they use. Other pages are kept when first opened.
 */
export function precache(): { plugin: Plugin; wanted: ReadonlySet<string> } {
  const wanted = new Set<string>();
  return {
    wanted,
    plugin: {
      name: 'lianfang-precache',
      apply: 'build',
      generateBundle: {
        order: 'post',
        handler(_options, bundle) {
          const chunks = Object.values(bundle).filter((f) => f.type === 'chunk') as readonly Built[];
          const byName = new Map(chunks.map((c) => [c.fileName, c]));
          const add = (name: string): void => {
            const chunk = byName.get(name);
            if (!chunk || wanted.has(name)) return;
            wanted.add(name);
            for (const css of chunk.viteMetadata?.importedCss ?? []) wanted.add(css);
            for (const next of chunk.imports) add(next);
          };
          const light = chunks.flatMap((c) => FEATURE_OF.exec(c.facadeModuleId ?? '')?.[1] ?? []);
          const namespaces = new Set(['common', 'nav', ...light]);
          for (const chunk of chunks) {
            const namespace = MESSAGES.exec(chunk.facadeModuleId ?? '')?.[1];
            const isLight = FEATURE_OF.test(chunk.facadeModuleId ?? '');
            if (chunk.isEntry || isLight || (namespace && namespaces.has(namespace))) add(chunk.fileName);
          }
        },
      },
    },
  };
}
