import './banners.css';
import { registerSW } from 'virtual:pwa-register';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';

const subscribe = (notify: () => void): (() => void) => {
  window.addEventListener('online', notify);
  window.addEventListener('offline', notify);
  return () => {
    window.removeEventListener('online', notify);
    window.removeEventListener('offline', notify);
  };
};

/** Says when the network is gone, and when a newer version waits; nothing otherwise. */
export function Banners() {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const [update, setUpdate] = useState<(() => Promise<void>) | null>(null);
  useEffect(() => {
    const apply = registerSW({ onNeedRefresh: () => setUpdate(() => () => apply(true)) });
  }, []);
  return (
    <>
      {!online && (
        <div className="lf-banner" role="status">
          <Icon name="offline" size={18} />
          <span>{t('common:offline')}</span>
        </div>
      )}
      {update && (
        <div className="lf-banner" role="status">
          <span>{t('common:update.ready')}</span>
          <button type="button" className="lf-button" onClick={() => void update()}>
            {t('common:update.apply')}
          </button>
        </div>
      )}
    </>
  );
}
