import type { SchoolBoard } from '@lianfang/contract/insight';
import type { SchoolReport } from '@lianfang/contract/reporting';
import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { changed } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { inWords } from '../../lib/words.ts';
import { ConfirmWithPreview } from '../../ui/ConfirmWithPreview.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';

/** What the school owes upward today, on which line it was acknowledged, and the button that sends it. */
export function Upward({ board }: { board: SchoolBoard }) {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const format = useFormat();
  const { message } = App.useApp();
  const [asking, setAsking] = useState('');
  const names = new Map(board.slots.map((s) => [s.code, inWords(s.nameZh, s.nameEn)]));
  const submit = useMutation({
    mutationFn: (slot: string) =>
      api<SchoolReport>(`/units/${board.unitId}/school-reports`, {
        method: 'POST',
        body: { id: asking, period: board.date, slot },
      }),
    onSuccess: (report) => {
      message.success(t('upward.done', { version: report.version }));
      changed('school-report');
      setAsking('');
    },
  });
  const line = board.lines.find((l) => l.slot === board.slot);
  const mayNow = line && line.state !== 'exempt' && can('report.submit');
  const moreCame =
    line?.version != null && line.missing !== null && line.expected - line.received < line.missing;
  return (
    <section className="lf-card lf-upward">
      <h2>{t('upward.title')}</h2>
      <ul>
        {board.lines.map((l) => (
          <li key={l.slot} aria-current={l.slot === board.slot}>
            <StatusMark status={l.state} />
            <strong>{names.get(l.slot) ?? l.slot}</strong>
            <span>
              {l.version === null
                ? t('upward.due', { time: format.time(l.dueAt) })
                : t('upward.sent', { version: l.version, time: format.time(l.lastAt ?? '') })}
            </span>
            {l.version !== null && (
              <small className="lf-muted">
                {t(l.mainVersion === l.version ? 'upward.main' : 'upward.mainOpen')}
                {l.hasTerritory &&
                  ` · ${t(l.territorialVersion === l.version ? 'upward.territorial' : 'upward.territorialOpen')}`}
              </small>
            )}
          </li>
        ))}
      </ul>
      {!line && board.tiles.some((x) => x.unitId === board.unitId) && (
        <p className="lf-muted">{t('upward.alone')}</p>
      )}
      {moreCame && <p className="lf-note">{t('upward.moreCame')}</p>}
      {mayNow && (
        <button
          type="button"
          className={
            line.version === null || moreCame
              ? 'lf-upward-send lf-button lf-button-primary'
              : 'lf-upward-send lf-button'
          }
          onClick={() => setAsking(uuidv7())}
        >
          {t(line.version === null ? 'upward.submit' : 'upward.again', { slot: names.get(board.slot) ?? '' })}
        </button>
      )}
      <ConfirmWithPreview
        open={asking !== ''}
        title={t('upward.confirmTitle', { slot: names.get(board.slot) ?? '', date: format.date(board.date) })}
        confirmText={t('upward.confirm')}
        busy={submit.isPending}
        error={submit.error}
        onCancel={() => {
          submit.reset();
          setAsking('');
        }}
        onConfirm={() => submit.mutate(board.slot)}
        preview={
          <dl className="lf-facts">
            {(['enrolled', 'absentIll', 'presentIll', 'absentOther'] as const).map((k) => (
              <div key={k}>
                <dt>{t(k)}</dt>
                <dd>{board.now[k]}</dd>
              </div>
            ))}
            <div className={board.now.missing + board.now.pending > 0 ? 'lf-alarm' : undefined}>
              <dt>{t('upward.outstanding')}</dt>
              <dd>{board.now.missing + board.now.pending}</dd>
            </div>
          </dl>
        }
      />
    </section>
  );
}
