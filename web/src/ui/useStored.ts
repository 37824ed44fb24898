import { useState } from 'react';

/** State kept on this device under `lianfang.<key>`; what cannot be read counts as the initial value. */
export function useStored<T>(key: string, initial: T): [T, (value: T) => void] {
  const name = `lianfang.${key}`;
  const [value, setValue] = useState<T>(() => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? 'null') ?? initial;
    } catch {
      return initial;
    }
  });
  return [
    value,
    (next) => {
      localStorage.setItem(name, JSON.stringify(next));
      setValue(next);
    },
  ];
}
