import {
  type Absence,
  type FollowUpInput,
  type FollowUpState,
  followUpStates,
} from '@lianfang/contract/healthAbsence';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { uuid7 } from '../../lib/uuid7.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

/** One absence: what is known, what was asked and learnt, and the next note (S0B-25). */
export function TracePanel({ absence }: { absence: Absence }) {
  const { t } = useTranslation(['register', 'check']);
  const format = useFormat();
  const client = useQueryClient();
  const { can } = useSession();
  const [state, setState] = useState<FollowUpState>('absent');
  const [note, setNote] = useState('');
  // One id a note: a second try after a lost answer does not write it twice.
  const [id, setId] = useState(uuid7);
  const noteId = useId();
  const add = useMutation({
    mutationFn: () => {
      const body: FollowUpInput = { id, firstOn: absence.firstOn, state, note };
      return api(`/absences/${absence.personId}/follow-ups`, { method: 'POST', body });
    },
    onSuccess: async () => {
      setNote('');
      setId(uuid7());
      await client.invalidateQueries({ queryKey: ['absences'] });
    },
  });
  const { onsetOn, temperature, sawDoctor, diagnosis } = absence;
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    [t('absence.onset'), onsetOn && format.date(onsetOn)],
    [t('check:temperature'), temperature?.toFixed(1)],
    [
      t('check:doctor'),
      sawDoctor === undefined ? undefined : t(sawDoctor ? 'check:sawDoctor' : 'check:noDoctor'),
    ],
    [t('check:diagnosis'), diagnosis],
  ];
  return (
    <section className="lf-card lf-trace" aria-label={t('trace.title', { name: absence.name })}>
      <h2>{t('trace.title', { name: absence.name })}</h2>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
      {absence.followUps.length === 0 && <p className="lf-muted">{t('trace.none')}</p>}
      <ol>
        {absence.followUps.map((f) => (
          <li key={f.id}>
            {f.note}
            <small>
              {format.instant(f.at)} · {f.by} · {t(`state.${f.state}`)}
            </small>
          </li>
        ))}
      </ol>
      {can('check.submit') && (
        <form
          className="lf-trace-form"
          onSubmit={(e) => {
            e.preventDefault();
            add.mutate();
          }}
        >
          <fieldset className="lf-joined">
            <legend className="lf-sr">{t('trace.state')}</legend>
            {followUpStates.map((s) => (
              <button key={s} type="button" aria-pressed={s === state} onClick={() => setState(s)}>
                {t(`state.${s}`)}
              </button>
            ))}
          </fieldset>
          <label htmlFor={noteId}>{t('trace.note')}</label>
          <textarea
            id={noteId}
            className="lf-input"
            rows={3}
            maxLength={500}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
          <ProblemAlert error={add.error} />
          <button
            type="submit"
            className="lf-button lf-button-primary"
            disabled={note.trim() === '' || add.isPending}
          >
            {t('trace.add')}
          </button>
        </form>
      )}
    </section>
  );
}
