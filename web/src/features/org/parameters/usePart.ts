import { useTranslation } from 'react-i18next';

/** Names the parts of a parameter's value; one that has no words yet shows its key. */
export function usePart(): (key: string) => string {
  const { t } = useTranslation('org');
  return (key) => t(`parameter.part.${key}`, { defaultValue: key });
}
