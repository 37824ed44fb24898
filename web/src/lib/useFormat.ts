import { useTranslation } from 'react-i18next';
import {
  formatChange,
  formatDate,
  formatDayMonth,
  formatInstant,
  formatNumber,
  formatRate,
  formatTime,
  formatWeekday,
} from './format.ts';
import type { Language } from './i18n.ts';
import { useSession } from './session.ts';
import { useZone } from './useZone.ts';

/** The formats of lib/format.ts in the reader's language (or that of a document) and the deployment's zone. */
export function useFormat(of?: Language) {
  const reader = useTranslation().i18n.language as Language;
  const language = of ?? reader;
  const { session } = useSession();
  const zone = useZone();
  return {
    date: (date: string) => formatDate(date, language),
    dayMonth: (date: string) => formatDayMonth(date, language),
    weekday: (date: string) => formatWeekday(date, language),
    time: (instant: string) => formatTime(instant, zone),
    instant: (instant: string) => formatInstant(instant, zone, language, session?.today),
    number: formatNumber,
    rate: formatRate,
    change: formatChange,
  };
}
