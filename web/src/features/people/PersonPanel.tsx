import type { PersonContact, PersonDetail } from '@lianfang/contract/people';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { PersonForm } from './PersonForm.tsx';
import { personQuery } from './queries.ts';
import { TransferDialog } from './TransferDialog.tsx';

type Dialog = 'edit' | 'leave' | 'transfer' | null;

/** One person beside the list. Phones show in full on request; each look is written down. */
export function PersonPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data: person, error } = useQuery(personQuery(id));
  const [dialog, setDialog] = useState<Dialog>(null);
  const look = useMutation({
    mutationFn: () => api<PersonContact>(`/people/${id}/contact`, { method: 'POST' }),
  });
  const changed = (): void => {
    void client.invalidateQueries({ queryKey: ['person', id] });
    void client.invalidateQueries({ queryKey: ['people'] });
  };
  const confirm = useMutation({
    mutationFn: () => api(`/people/${id}/contact-confirmed`, { method: 'POST' }),
    onSuccess: () => {
      changed();
      void message.success(t('detail.confirmed'));
    },
  });
  const done = (): void => {
    setDialog(null);
    changed();
  };

  return (
    <aside className="lf-person lf-card" aria-label={person?.name ?? t('detail.title')}>
      <div className="lf-person-head">
        <h2>{person?.name ?? ' '}</h2>
        <Button
          type="text"
          aria-label={t('common:action.close')}
          icon={<Icon name="close" />}
          onClick={onClose}
        />
      </div>
      <ProblemAlert error={error ?? look.error ?? confirm.error} />
      {!person && !error && <PageSkeleton rows={5} />}
      {person && (
        <>
          <p className="lf-muted">
            {t(`kind.${person.kind}`)} ·{' '}
            {[person.schoolName, person.unitName].filter((n, i, all) => n && all.indexOf(n) === i).join(' ')}
          </p>
          {person.leftOn && (
            <p className="lf-note">{t('detail.left', { date: format.date(person.leftOn) })}</p>
          )}
          <Contact person={person} contact={look.data} />
          {person.abilities.contact && (
            <div className="lf-person-actions">
              {!look.data && (
                <Button onClick={() => look.mutate()} loading={look.isPending}>
                  {t('detail.look')}
                </Button>
              )}
              <Button onClick={() => confirm.mutate()} loading={confirm.isPending}>
                {t('detail.confirm')}
              </Button>
            </div>
          )}
          <PersonFacts person={person} />
          {person.abilities.manage && (
            <div className="lf-person-actions">
              <Button onClick={() => setDialog('edit')}>{t('common:action.edit')}</Button>
              <Button onClick={() => setDialog('transfer')}>
                {t(person.leftOn ? 'detail.return' : 'detail.transfer')}
              </Button>
              {!person.leftOn && <Button onClick={() => setDialog('leave')}>{t('detail.leave')}</Button>}
            </div>
          )}
          {dialog === 'edit' && (
            <PersonForm
              person={person}
              unitId={person.unitId}
              onClose={() => setDialog(null)}
              onDone={done}
            />
          )}
          {dialog === 'leave' && (
            <LeaveDialog person={person} onClose={() => setDialog(null)} onDone={done} />
          )}
          {dialog === 'transfer' && (
            <TransferDialog person={person} onClose={() => setDialog(null)} onDone={done} />
          )}
        </>
      )}
    </aside>
  );
}

function Contact({ person, contact }: { person: PersonDetail; contact: PersonContact | undefined }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const number = (full: string | null | undefined, masked: string | null) =>
    full ? <a href={`tel:${full}`}>{full}</a> : (masked ?? t('field.noPhone'));
  return (
    <dl className="lf-person-contact">
      {person.kind === 'student' && (
        <div>
          <dt>
            {person.guardianName
              ? t('detail.guardianNamed', { name: person.guardianName })
              : t('field.guardianPhone')}
          </dt>
          <dd className="lf-numeric">{number(contact?.guardianPhone, person.guardianPhone)}</dd>
        </div>
      )}
      {(person.kind === 'staff' || person.ownPhone) && (
        <div>
          <dt>{t('field.ownPhone')}</dt>
          <dd className="lf-numeric">{number(contact?.phone, person.ownPhone)}</dd>
        </div>
      )}
      <div>
        <dt>{t('field.verifiedOn')}</dt>
        <dd className={person.contactStale ? 'lf-people-stale' : ''}>
          {person.contactVerifiedOn ? format.date(person.contactVerifiedOn) : t('field.never')}
          {person.contactStale && ` · ${t('field.stale')}`}
        </dd>
      </div>
    </dl>
  );
}
