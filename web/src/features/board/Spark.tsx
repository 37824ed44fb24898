interface Props {
  /** Null is a gap. */
  readonly values: readonly (number | null)[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** A line the size of a word: where it was, where it is. Small enough to stand in every row of a table. */
export function Spark({ values, label, width = 96, height = 22 }: Props) {
  const top = Math.max(1, ...values.map((v) => v ?? 0));
  const x = (i: number): number => 2 + (i / Math.max(1, values.length - 1)) * (width - 6);
  const y = (v: number): number => height - 3 - (v / top) * (height - 6);
  let path = '';
  let pen = false;
  values.forEach((v, i) => {
    if (v === null) {
      pen = false;
      return;
    }
    path += `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
    pen = true;
  });
  // Days between closed ones stand alone: without a neighbour a line would not show them.
  const lone = values.flatMap((v, i) =>
    v !== null && values[i - 1] == null && values[i + 1] == null ? [{ i, v }] : [],
  );
  const last = values.at(-1);
  return (
    <svg className="lf-spark" width={width} height={height} role="img" aria-label={label}>
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinejoin="round" />
      {lone.map(({ i, v }) => (
        <circle key={i} cx={x(i)} cy={y(v)} r="1" fill="currentColor" />
      ))}
      {last != null && <circle cx={x(values.length - 1)} cy={y(last)} r="2.25" className="lf-spark-now" />}
    </svg>
  );
}
