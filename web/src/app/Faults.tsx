import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <Page title={t('common:notFound.title')} narrow>
        <p>{t('common:notFound.text')}</p>
        <Link to="/" className="lf-button">
          {t('common:notFound.home')}
        </Link>
      </Page>
    </main>
  );
}

/** A page that failed while loading or drawing; the navigation stays. */
export function PageFailed({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  return (
    <Page title={t('common:failed.title')}>
      <ProblemAlert error={error} onRetry={reset} />
    </Page>
  );
}
