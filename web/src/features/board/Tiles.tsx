import type { Tile } from '@lianfang/contract/insight';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';

interface Props {
  readonly tiles: readonly Tile[];
  readonly chosen: string;
  readonly onChoose: (unit: string) => void;
}

function Fact({ tile }: { tile: Tile }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const sick = (tile.figures?.absentIll ?? 0) + (tile.figures?.presentIll ?? 0);
  if (tile.state === 'exempt')
    return (
      <small className="lf-tile-fact">
        {tile.exempt?.reason ?? t(`exempt.${tile.exempt?.kind ?? 'closed'}`)}
      </small>
    );
  if (tile.state === 'missing')
    return (
      <small className="lf-tile-fact">
        {tile.remindedAt
          ? t('missingList.reminded', { time: format.time(tile.remindedAt) })
          : t('tile.due', { time: format.time(tile.dueAt) })}
      </small>
    );
  if (tile.state === 'pending')
    return <small className="lf-tile-fact">{t('tile.due', { time: format.time(tile.dueAt) })}</small>;
  return (
    <small className="lf-tile-fact">
      {sick > 0 && <b>{t('tile.ill', { count: sick })}</b>} {tile.firstAt && format.time(tile.firstAt)}
    </small>
  );
}

/** The groups of a school as tiles, grade by grade; a state is a shape before it is a colour. */
export function Tiles({ tiles, chosen, onChoose }: Props) {
  const { t } = useTranslation('board');
  const byPath = [...Map.groupBy(tiles, (x) => x.path)];
  return (
    <div className="lf-tiles">
      {byPath.map(([path, group]) => (
        <section key={path}>
          <h3>{path || t(group[0]!.unitId === group[0]!.schoolId ? 'group.itself' : 'tile.direct')}</h3>
          <div>
            {group.map((tile) => (
              <button
                key={tile.unitId}
                type="button"
                className={`lf-tile lf-tile-${tile.state}`}
                aria-pressed={tile.unitId === chosen}
                onClick={() => onChoose(tile.unitId === chosen ? '' : tile.unitId)}
              >
                <span className="lf-tile-name">
                  <StatusMark status={tile.state} />{' '}
                  {path && tile.name.startsWith(path) ? tile.name.slice(path.length) : tile.name}
                </span>
                <Fact tile={tile} />
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
