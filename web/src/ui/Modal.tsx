import { Modal as AntdModal, type ModalProps } from 'antd';
import { useEffect, useRef, useState } from 'react';

/**
 * antd's dialog. It gives the focus back when it closes, but not when it is taken away open, as ours are, which live
 * only while they are shown: then we do.
 */
export function Modal(props: ModalProps) {
  const [opener] = useState(() => document.activeElement);
  const open = useRef(false);
  useEffect(() => {
    open.current = props.open === true;
  }, [props.open]);
  useEffect(
    () => () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (open.current && lost && opener instanceof HTMLElement) opener.focus();
    },
    [opener],
  );
  return <AntdModal {...props} />;
}
