import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { fullWidth } from '../../contract/src/chinese.ts';
import { traditional } from './traditional.ts';

type Messages = { [key: string]: string | Messages };

const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
/** Assembled, not a file: the `nav` part of every feature, because the navigation shows before features load. */
const NAV = 'nav';

function mapTexts(messages: Messages, change: (text: string) => string): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([k, v]) => [k, typeof v === 'string' ? change(v) : mapTexts(v, change)]),
  );
}

/** Mainland text to Taiwan's characters and usual words. Names of languages are written in themselves. */
export function toTraditional(messages: Messages): Messages {
  const { languages } = messages;
  return { ...mapTexts(messages, traditional), ...(languages && { languages }) };
}

/**
 * Serves `virtual:locales`, a table of loaders `<language>/<namespace>`; a namespace is a file of src/locales,
 * one a feature. zh-TW is derived from zh-CN here, so no converter reaches the browser.
 */
export function locales(folder: string): Plugin {
  const read = (language: string, namespace: string): Messages => {
    const messages = JSON.parse(
      readFileSync(join(folder, language, `${namespace}.json`), 'utf8'),
    ) as Messages;
    return language === 'zh-CN' ? mapTexts(messages, fullWidth) : messages;
  };
  const namespaces = (): string[] =>
    readdirSync(join(folder, 'zh-CN'))
      .filter((f) => f.endsWith('.json'))
      .map((f) => basename(f, '.json'));
  const messages = (language: string, namespace: string): Messages => {
    if (language === 'zh-TW') return toTraditional(messages('zh-CN', namespace));
    if (namespace !== NAV) return read(language, namespace);
    return Object.fromEntries(namespaces().map((ns) => [ns, read(language, ns)[NAV] ?? {}]));
  };
  return {
    name: 'lianfang-locales',
    resolveId: (id) => (id.startsWith('virtual:locales') ? `\0${id}` : null),
    load(id) {
      if (id === '\0virtual:locales') {
        const entries = LANGUAGES.flatMap((language) =>
          [...namespaces(), NAV].map((ns) => {
            const key = JSON.stringify(`${language}/${ns}`);
            return `${key}: () => import(${JSON.stringify(`virtual:locales/${language}/${ns}`)})`;
          }),
        );
        return `export const loaders = {${entries.join(',\n')}};`;
      }
      const match = /^\0virtual:locales\/([^/]+)\/([^/]+)$/.exec(id);
      if (!match) return null;
      return `export default ${JSON.stringify(messages(match[1]!, match[2]!))};`;
    },
    configureServer(server) {
      server.watcher.add(folder);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(folder)) return;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
