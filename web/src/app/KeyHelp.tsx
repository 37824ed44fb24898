import './keys.css';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NavItem } from './features.ts';

/** After `g`, the second key must follow within this many milliseconds. */
const SEQUENCE_MS = 1200;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input,textarea,select,[contenteditable="true"]') !== null;

/** Global keys (g + key, /, ?) and the sheet that lists them. */
export function KeyHelp({ items }: { items: readonly NavItem[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let goAt = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const target = items.find((i) => i.goKey === event.key);
      if (Date.now() - goAt < SEQUENCE_MS && target) {
        void navigate({ to: target.path as never });
        goAt = 0;
      } else if (event.key === 'g') {
        goAt = Date.now();
      } else if (event.key === '?') {
        sheet.current?.showModal();
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]');
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [items, navigate]);
  return (
    <dialog ref={sheet} className="lf-keys" aria-label={t('common:keys.title')}>
      <h2>{t('common:keys.title')}</h2>
      <dl>
        {items
          .filter((i) => i.goKey)
          .map((i) => (
            <KeyRow key={i.path} keys={['g', i.goKey!]} text={t(`nav:${i.labelKey}`)} />
          ))}
        <KeyRow keys={['j', 'k']} text={t('common:keys.rows')} />
        <KeyRow keys={['←', '→']} text={t('common:keys.along')} />
        <KeyRow keys={['Enter']} text={t('common:keys.open')} />
        <KeyRow keys={['/']} text={t('common:keys.search')} />
        <KeyRow keys={['?']} text={t('common:keys.help')} />
      </dl>
      <button type="button" className="lf-button" onClick={() => sheet.current?.close()}>
        {t('common:action.close')}
      </button>
    </dialog>
  );
}

function KeyRow({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <>
      <dt>
        {keys.map((k) => (
          <kbd key={k}>{k}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  );
}
