import { useTranslation } from 'react-i18next';

/** What an audited verb is called; one that has no words yet shows as it is stored. */
export function useVerb(): (verb: string) => string {
  const { t } = useTranslation('verbs');
  return (verb) => t(verb.replace('.', '-'), { defaultValue: verb });
}
