import './sheet.css';
import type { CheckException, ExceptionKind } from '@lianfang/contract/health';
import type { DutyGroup, DutyPerson } from '@lianfang/contract/healthDuty';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { useModal } from '../../ui/useModal.ts';
import { IllDetails } from './IllDetails.tsx';
import { ill } from './model.ts';

const KINDS: readonly ExceptionKind[] = ['absent_ill', 'present_ill', 'absent_other', 'late'];

interface Props {
  readonly person: DutyPerson;
  readonly given: CheckException | undefined;
  readonly cutoff: DutyGroup['cutoff'];
  readonly onDone: (exception: CheckException | undefined) => void;
  readonly onClose: () => void;
}

/** A sheet from below for one person: what is the matter, by tapping. Late and other absences close it at once. */
export function PersonSheet({ person, given, cutoff, onDone, onClose }: Props) {
  const { t } = useTranslation('check');
  const dialog = useModal();
  const [draft, setDraft] = useState<CheckException | undefined>(given);

  const choose = (kind: ExceptionKind) => {
    if (ill(kind)) setDraft({ symptoms: [], ...draft, personId: person.id, kind });
    else onDone({ personId: person.id, kind });
  };
  return (
    <dialog
      ref={dialog}
      className="lf-sheet"
      aria-labelledby="lf-sheet-title"
      onClose={onClose}
      onClick={(e) => e.target === dialog.current && onClose()}
      onKeyDown={(e) => e.key === 'Escape' && onClose()}
    >
      <div className="lf-sheet-body">
        <header>
          <h2 id="lf-sheet-title">{person.name}</h2>
          <button
            type="button"
            className="lf-sheet-close"
            aria-label={t('common:action.close')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </header>
        <fieldset className="lf-kinds">
          <legend className="lf-sr">{t('kindTitle')}</legend>
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              className="lf-pick"
              aria-pressed={draft?.kind === kind}
              onClick={() => choose(kind)}
            >
              {t(`kind.${kind}`)}
            </button>
          ))}
        </fieldset>
        {draft && ill(draft.kind) && <IllDetails draft={draft} cutoff={cutoff} onChange={setDraft} />}
      </div>
      <footer>
        {given && (
          <button type="button" className="lf-button" onClick={() => onDone(undefined)}>
            {t('clear')}
          </button>
        )}
        <button
          type="button"
          className="lf-button lf-button-primary"
          disabled={!draft}
          onClick={() => onDone(draft)}
        >
          {t('done')}
        </button>
      </footer>
    </dialog>
  );
}
