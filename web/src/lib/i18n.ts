import { loaders } from 'virtual:locales';
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { prepareWords } from './words.ts';

export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];
const KEY = 'lianfang.language';

/** Loads a namespace (one a feature) when its first component asks for it. */
const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const load = loaders[`${language}/${namespace}`];
    if (!load) return done(new Error(`no messages ${language}/${namespace}`), false);
    load().then(
      (m) => done(null, m.default as Record<string, string>),
      (error: Error) => done(error, true),
    );
  },
};

/** Chosen here before, else by the browser, else Simplified Chinese. */
function initialLanguage(): Language {
  const kept = localStorage.getItem(KEY) as Language | null;
  if (kept && languages.includes(kept)) return kept;
  for (const wanted of navigator.languages) {
    if (/^zh-(TW|HK|MO|Hant)/i.test(wanted)) return 'zh-TW';
    if (/^zh/i.test(wanted)) return 'zh-CN';
    if (/^en/i.test(wanted)) return 'en';
  }
  return 'zh-CN';
}

export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem(KEY, next);
  await prepareWords(next);
  await i18next.changeLanguage(next);
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (l) => {
    document.documentElement.lang = l;
  });
  const language = initialLanguage();
  const words = prepareWords(language);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      supportedLngs: languages,
      ns: ['common', 'nav'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
      // A key without a text is shown as it is; whoever looks after the page hears of it.
      appendNamespaceToMissingKey: true,
      parseMissingKeyHandler: (key, fallback) => {
        if (fallback === undefined) console.error(`No text for ${key}`);
        return fallback ?? key;
      },
      react: { useSuspense: true },
    });
  await words;
}
