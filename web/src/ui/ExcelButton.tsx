import type { TableFile } from '@lianfang/contract/tables';
import { useState } from 'react';
import { saveTables } from '../lib/tableFile.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  /** Gathers what is saved; may ask the server for the pages that are not on the screen. */
  readonly table: () => TableFile | Promise<TableFile>;
  readonly label?: string;
  readonly className?: string;
}

/** Saves a list or the figures of a chart as an Excel workbook. */
export function ExcelButton({ table, label = 'Excel', className }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await saveTables(await table());
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className={className} disabled={busy} onClick={() => void save()}>
        {label}
      </button>
      <ProblemAlert error={error} />
    </>
  );
}
