import type { DeviceSession } from '@lianfang/contract/access';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Section } from './Section.tsx';

/** What a browser calls itself, cut down to the words people know. */
function deviceName(agent: string | null): string {
  if (!agent) return '–';
  const system = /Windows|Android|iPhone|iPad|Mac OS X|HarmonyOS|Linux/.exec(agent)?.[0] ?? '';
  const browser =
    /MicroMessenger|Edg|OPR|Firefox|Chrome|Safari/
      .exec(agent)?.[0]
      .replace('Edg', 'Edge')
      .replace('OPR', 'Opera') ?? agent.slice(0, 30);
  return [system.replace('Mac OS X', 'macOS'), browser].filter(Boolean).join(' · ');
}

/** Where the account is signed in. */
export function Devices() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const client = useQueryClient();
  const queryKey = ['devices'];
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api<{ rows: DeviceSession[] }>('/session/devices', { signal }),
    meta: { live: ['account'] },
  });
  const after = { onSuccess: () => client.invalidateQueries({ queryKey }) };
  const end = useMutation({
    mutationFn: (id: string) => api(`/session/devices/${id}`, { method: 'DELETE' }),
    ...after,
  });
  const endOthers = useMutation({
    mutationFn: () => api('/session/devices/end-others', { method: 'POST' }),
    ...after,
  });
  const rows = data?.rows ?? [];
  return (
    <Section title={t('devices.title')} text={t('devices.text')}>
      <ProblemAlert error={error ?? end.error ?? endOthers.error} />
      <ul className="lf-list">
        {rows.map((d) => (
          <li key={d.id}>
            <div>
              <b>{deviceName(d.agent)}</b> {d.current && <span className="lf-tag">{t('devices.here')}</span>}
              <div className="lf-muted">
                {t('devices.seen', { time: format.instant(d.lastSeenAt), address: d.address ?? '–' })}
              </div>
            </div>
            {!d.current && (
              <Button size="small" onClick={() => end.mutate(d.id)}>
                {t('devices.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > 1 && (
        <Button danger loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('devices.endOthers')}
        </Button>
      )}
    </Section>
  );
}
