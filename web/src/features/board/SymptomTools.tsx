import type { SymptomBoard } from '@lianfang/contract/insight';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { savePanelsPng } from '../../ui/chart/png.ts';
import { ExcelButton } from '../../ui/ExcelButton.tsx';

interface Props {
  readonly data: SymptomBoard;
  readonly title: string;
  /** Holds the small charts, one a button. */
  readonly box: RefObject<HTMLElement | null>;
}

/** The small charts as a picture, their figures as a workbook: a column a symptom, a row a day. */
export function SymptomTools({ data, title, box }: Props) {
  const { t } = useTranslation(['board', 'check']);
  const picture = (): void => {
    const panels = [...(box.current?.querySelectorAll('button') ?? [])].flatMap((panel) => {
      const svg = panel.querySelector('svg');
      const lines = ['span', 'b', 'small'].map((tag) => panel.querySelector(tag)?.textContent ?? '');
      return svg ? [{ svg, lines }] : [];
    });
    void savePanelsPng(panels, title);
  };
  return (
    <span className="lf-chart-tools">
      <button type="button" onClick={picture}>
        PNG
      </button>
      <ExcelButton
        table={() => ({
          name: title,
          sheets: [
            {
              name: t('symptoms.title'),
              columns: [t('date'), ...data.totals.map((s) => t(`check:symptom.${s.symptom}`))],
              rows: data.days.flatMap((day, i) =>
                day.open ? [[day.date, ...data.totals.map((s) => s.series[i] ?? null)]] : [],
              ),
            },
          ],
        })}
      />
    </span>
  );
}
