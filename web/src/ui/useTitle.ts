import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser's tab: what is shown, and the platform. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('common:product')}`;
  }, [title, t]);
}
