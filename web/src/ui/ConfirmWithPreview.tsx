import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from './Modal.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { PageSkeleton } from './Skeleton.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What will change: counts and the rows concerned. Undefined while it is being worked out. */
  readonly preview: ReactNode | undefined;
  /** A verb and its object: "move 3 classes", never "OK". */
  readonly confirmText: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Shows what an operation will do before it is done. */
export function ConfirmWithPreview(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={640}
      onCancel={props.onCancel}
      footer={[
        <Button key="cancel" onClick={props.onCancel}>
          {t('common:action.cancel')}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={props.danger ?? false}
          loading={props.busy ?? false}
          disabled={props.preview === undefined}
          onClick={props.onConfirm}
        >
          {props.confirmText}
        </Button>,
      ]}
    >
      {props.error ? <ProblemAlert error={props.error} /> : null}
      {props.preview ?? <PageSkeleton rows={3} />}
    </Modal>
  );
}
