import type { UnitView } from '@lianfang/contract/org';
import { Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { OperationModal, type OperationType } from '../operations/OperationModal.tsx';
import { CreateUnit } from './CreateUnit.tsx';
import { EditUnit } from './EditUnit.tsx';

type Action = 'create' | 'edit' | OperationType;
const MENU: readonly { readonly action: Action; readonly ability: string }[] = [
  { action: 'edit', ability: 'edit' },
  { action: 'rename', ability: 'rename' },
  { action: 'move', ability: 'move' },
  { action: 'merge', ability: 'merge' },
  { action: 'promote', ability: 'promote' },
  { action: 'close', ability: 'close' },
];
/** Promotion concerns schools: from a region down to one institution. */
const PROMOTABLE = ['region', 'institution'];

interface Props {
  readonly unit: UnitView;
  readonly today: string;
  readonly onUnit: (id: string) => void;
}

/** What the reader may do with the unit, as the server said; nothing where they may do nothing. */
export function UnitActions({ unit, today, onUnit }: Props) {
  const { t } = useTranslation('org');
  const [action, setAction] = useState<Action | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => setAction(null);
  const items = MENU.filter(
    (m) => unit.can[m.ability] && (m.action !== 'promote' || PROMOTABLE.includes(unit.role)),
  );
  if (items.length === 0 && !unit.can.create) return null;
  return (
    <div className="lf-page-actions">
      {unit.can.create && (
        <Button icon={<Icon name="plus" size={16} />} onClick={() => setAction('create')}>
          {t('action.create')}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            items: items.map((m) => ({
              key: m.action,
              label: t(`action.${m.action}`),
              danger: m.action === 'close',
            })),
            onClick: ({ key }) => {
              // The menu goes: what opens next gives the focus back to its button.
              opener.current?.focus();
              setAction(key as Action);
            },
          }}
        >
          <Button ref={opener} icon={<Icon name="down" size={16} />} iconPlacement="end">
            {t('action.menu')}
          </Button>
        </Dropdown>
      )}
      {action === 'create' && <CreateUnit parent={unit} today={today} onClose={close} onCreated={onUnit} />}
      {action === 'edit' && <EditUnit unit={unit} onClose={close} />}
      {action !== null && action !== 'create' && action !== 'edit' && (
        <OperationModal unit={unit} type={action} today={today} onClose={close} />
      )}
    </div>
  );
}
