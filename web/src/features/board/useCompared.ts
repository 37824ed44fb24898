import type { RegionBoard } from '@lianfang/contract/insight';
import { useTranslation } from 'react-i18next';
import { formatChange } from '../../lib/format.ts';
import { useFormat } from '../../lib/useFormat.ts';

/** Names the changes against the previous open day and the same weekday a week before; a gap is not compared. */
export function useCompared(board: Pick<RegionBoard, 'before' | 'lastWeek'>) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { before, lastWeek } = board;
  return (now: number, then: number | null, weekAgo: number | null): string => {
    const words: string[] = [];
    if (then !== null && before.date)
      words.push(`${format.weekday(before.date)} ${formatChange(now - then)}`);
    if (weekAgo !== null)
      words.push(t('lastDay', { day: format.weekday(lastWeek.date), change: formatChange(now - weekAgo) }));
    return words.length > 0 ? t('compared', { with: words.join(' · ') }) : '';
  };
}
