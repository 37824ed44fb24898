import { useTranslation } from 'react-i18next';

/** Attributes whose meaning the platform knows, in the order they are shown. Others are shown as they are. */
const KNOWN_ATTRIBUTES = ['stage', 'boarding', 'grade', 'entryYear', 'number'] as const;

/** A unit's attributes as words. */
export function useAttributeText(attributes: Readonly<Record<string, unknown>>) {
  const { t } = useTranslation('org');
  const known: readonly string[] = KNOWN_ATTRIBUTES;
  const keys = [
    ...known.filter((k) => k in attributes),
    ...Object.keys(attributes).filter((k) => !known.includes(k)),
  ];
  return keys.flatMap((key) => {
    const value = attributes[key];
    if (value === null || value === undefined || value === '') return [];
    const text =
      key === 'stage'
        ? t(`stage.${String(value)}`, { defaultValue: String(value) })
        : typeof value === 'boolean'
          ? t(value ? 'yes' : 'no')
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value);
    return [{ key, label: known.includes(key) ? t(`attribute.${key}`) : key, text }];
  });
}
