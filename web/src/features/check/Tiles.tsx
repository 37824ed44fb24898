import type { DutyPerson } from '@lianfang/contract/healthDuty';
import { useTranslation } from 'react-i18next';
import type { Draft } from './model.ts';

interface Props {
  readonly people: readonly DutyPerson[];
  readonly draft: Draft;
  readonly onPick: (person: DutyPerson) => void;
}

/** One tile a person; an unmarked one is present and well. */
export function Tiles({ people, draft, onPick }: Props) {
  const { t } = useTranslation('check');
  return (
    <ul className="lf-people" aria-label={t('roster')}>
      {people.map((person) => {
        const kind = draft.get(person.id)?.kind;
        return (
          <li key={person.id}>
            <button
              type="button"
              className="lf-person"
              data-kind={kind}
              aria-pressed={kind !== undefined}
              onClick={() => onPick(person)}
            >
              <span className="lf-person-name">{person.name}</span>
              {kind && <span className="lf-person-kind">{t(`short.${kind}`)}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
