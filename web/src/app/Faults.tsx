import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/Empty.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="lf-page">
      <Empty
        title={t('common:notFound.title')}
        action={
          <Link to="/" className="lf-button">
            {t('common:notFound.home')}
          </Link>
        }
      >
        {t('common:notFound.text')}
      </Empty>
    </div>
  );
}

/** A page that failed while loading or drawing; the navigation stays. */
export function PageFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="lf-page">
      <h1>{t('common:failed.title')}</h1>
      <ProblemAlert error={error} onRetry={reset} />
    </div>
  );
}
