import type { TotpSetup } from '@lianfang/contract/account';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

/** The secret as a code to scan, and a first code to prove that it was. */
export function TotpConfirm({ setup, onDone }: { setup: TotpSetup; onDone: () => Promise<void> }) {
  const { t } = useTranslation('account');
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => api('/session/totp/confirm', { method: 'POST', body: { code } }),
    onSuccess: onDone,
  });
  return (
    <form
      className="lf-form lf-narrow"
      onSubmit={(e) => {
        e.preventDefault();
        confirm.mutate();
      }}
    >
      <p>{t('totp.scan')}</p>
      <QrCode svg={setup.qr} label={t('totp.qr')} />
      <p>
        {t('totp.secret')} <code className="lf-secret">{setup.secret}</code>
      </p>
      <p>
        <a href={setup.uri}>{t('totp.open')}</a>
      </p>
      <Field
        label={t('totp.code')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <ProblemAlert error={confirm.error} />
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {t('totp.confirm')}
      </Button>
    </form>
  );
}
