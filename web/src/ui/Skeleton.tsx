import { useTranslation } from 'react-i18next';

const bones = (rows: number) =>
  Array.from({ length: rows }, (_, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders
    <div className="lf-bone" key={i} style={{ width: `${92 - ((i * 17) % 40)}%` }} />
  ));

/** Grey bars in the shape of the page to come; shown only after 100 ms (by CSS), read out at once. */
export function PageSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="lf-page lf-skeleton" role="status" aria-label={t('common:loading')}>
      <div className="lf-bone lf-bone-title" />
      {bones(rows)}
    </div>
  );
}

/** The same for a list on a page that is there already. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="lf-skeleton lf-list-skeleton" role="status" aria-label={t('common:loading')}>
      {bones(rows)}
    </div>
  );
}
