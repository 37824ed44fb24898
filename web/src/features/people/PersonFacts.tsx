import type { PersonDetail } from '@lianfang/contract/people';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';

/** What is on record of a person, and where they have been. */
export function PersonFacts({ person }: { person: PersonDetail }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const facts: readonly (readonly [string, string | null])[] = [
    [t('field.sex'), person.sex && t(`sex.${person.sex}`)],
    [t('field.birthDate'), person.birthDate && format.date(person.birthDate)],
    [t('field.idNumber'), person.idNumber],
    [t(person.kind === 'student' ? 'field.studentNo' : 'field.staffNo'), person.studentNo],
    [t('field.position'), person.position],
    [
      t('field.boarder'),
      person.boarder
        ? [t('field.boards'), person.dormitoryName, person.room].filter(Boolean).join(' ')
        : null,
    ],
    [t('field.address'), person.address],
  ];
  return (
    <>
      <dl className="lf-facts">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
      <h3>{t('detail.places')}</h3>
      <ol className="lf-person-places">
        {person.placements.map((place) => (
          <li key={place.from}>
            <span>{place.unitName}</span>
            <small>
              {place.to
                ? t('detail.fromTo', { from: format.date(place.from), to: format.date(place.to) })
                : t('detail.since', { from: format.date(place.from) })}
            </small>
          </li>
        ))}
      </ol>
    </>
  );
}
