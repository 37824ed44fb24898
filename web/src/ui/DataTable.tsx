import { Button, Checkbox, Popover, Table, type TableProps } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { cloneElement, isValidElement, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { usePhone } from './usePhone.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useStored } from './useStored.ts';
import { useTableExport } from './useTableExport.ts';

export interface DataColumn<Row> extends Omit<ColumnType<Row>, 'key' | 'title'> {
  readonly key: string;
  readonly title: string;
  /** Right-aligned, tabular. */
  readonly numeric?: boolean;
  /** Hidden until the reader asks for it. */
  readonly optional?: boolean;
}

interface Props<Row> {
  /** Names the table in what the reader's choice of columns is kept under: 'people.staff'. */
  readonly id: string;
  readonly label: string;
  /** Of headings and rows, where they are in another language than the interface. */
  readonly lang?: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly loading?: boolean;
  /** Enter or a click on a row. */
  readonly onOpen?: (row: Row) => void;
  readonly empty?: ReactNode;
  readonly toolbar?: ReactNode;
  readonly selection?: TableProps<Row>['rowSelection'];
  /** Fetches the next page; absent at the end. */
  readonly onMore?: (() => void) | undefined;
  readonly loadingMore?: boolean;
}

/**
 * A dense list with a sticky head; keys as `useRowKeys` says. The reader chooses columns; the choice stays on this
 * device.
 */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { id, label, columns, rows, rowKey, onOpen } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const [hidden, setHidden] = useStored<readonly string[]>(
    `table.${id}`,
    columns.filter((c) => c.optional).map((c) => c.key),
  );
  const box = useRef<HTMLDivElement>(null);
  const keys = useRowKeys({ box, rows, onOpen });
  const file = useTableExport({ box, name: label, loaded: rows?.length ?? 0, onMore: props.onMore });

  const shown = columns
    .filter((c) => !hidden.includes(c.key))
    .map(({ numeric, optional: _, ...column }) => ({
      ...column,
      ...(numeric && { align: 'right' as const, className: 'lf-numeric' }),
    }));

  // antd's scrolling part takes no focus by itself: without it the keyboard could neither scroll nor reach the rows.
  useEffect(() => {
    const body = box.current?.querySelector('.ant-table-body');
    body?.setAttribute('tabindex', '0');
    body?.setAttribute('role', 'group');
    body?.setAttribute('aria-label', label);
  }, [label]);
  // The row by which antd measures widths repeats the head, with the box that selects all: for nobody to reach.
  useEffect(() => box.current?.querySelector('.ant-table-measure-row')?.setAttribute('inert', ''));

  return (
    <section
      className="lf-table"
      ref={box}
      onFocus={keys.onFocus}
      onKeyDown={keys.onKeyDown}
      aria-label={label}
    >
      <div className="lf-table-bar">
        <div>{props.toolbar}</div>
        <span className="lf-table-tools">
          {rows && rows.length > 0 && (
            <Button size="small" type="text" loading={file.busy} onClick={file.start}>
              Excel
            </Button>
          )}
          <Popover
            trigger="click"
            placement="bottomRight"
            getPopupContainer={(button) => button.parentElement!}
            content={
              <Checkbox.Group
                className="lf-column-list"
                value={columns.filter((c) => !hidden.includes(c.key)).map((c) => c.key)}
                onChange={(keep) => setHidden(columns.filter((c) => !keep.includes(c.key)).map((c) => c.key))}
                options={columns.map((c) => ({ value: c.key, label: c.title }))}
              />
            }
          >
            <Button size="small" type="text" icon={<Icon name="settings" size={16} />}>
              {t('common:table.columns')}
            </Button>
          </Popover>
        </span>
      </div>
      <ProblemAlert error={file.error} />
      <div className="lf-table-sheet" lang={props.lang}>
        <Table<Row>
          size={phone ? 'medium' : 'small'}
          sticky={{ offsetHeader: 0 }}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={shown}
          dataSource={rows ? [...rows] : []}
          rowKey={rowKey}
          loading={props.loading ?? false}
          rowClassName={(_, index) => (index === keys.current ? 'lf-row-current' : '')}
          onRow={keys.onRow}
          locale={{ emptyText: props.loading ? ' ' : (props.empty ?? t('common:table.empty')) }}
          {...(props.selection && {
            rowSelection: {
              getTitleCheckboxProps: () => ({ 'aria-label': t('common:table.chooseAll') }),
              renderCell: (_checked, _row, index, box) =>
                isValidElement<{ 'aria-label'?: string }>(box)
                  ? cloneElement(box, { 'aria-label': t('common:table.choose', { row: index + 1 }) })
                  : box,
              ...props.selection,
            },
          })}
        />
      </div>
      {props.onMore && (
        <div className="lf-table-more">
          <Button onClick={props.onMore} loading={props.loadingMore ?? false}>
            {t('common:table.more')}
          </Button>
        </div>
      )}
    </section>
  );
}
