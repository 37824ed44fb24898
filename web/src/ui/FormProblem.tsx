import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../lib/api.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  // Of any values: only names are asked for.
  readonly form: Pick<FormInstance, 'getFieldsError' | 'setFields' | 'scrollToField'>;
  readonly error: unknown;
}

/** Why a form was refused: each fault at its field, the rest above them. */
export function FormProblem({ form, error }: Props) {
  const [shown, setShown] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!(error instanceof ApiProblem)) return;
    const fields = form.getFieldsError().flatMap(({ name }) => {
      const text = error.fieldText(name.join('/'));
      return text === undefined ? [] : [{ name, errors: [text] }];
    });
    form.setFields(fields);
    setShown(fields.map((f) => f.name.join('/')));
    if (fields[0]) form.scrollToField(fields[0].name, { block: 'nearest' });
  }, [form, error]);
  return <ProblemAlert error={error} shown={shown} />;
}
