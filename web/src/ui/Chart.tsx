import { type ComponentProps, lazy, Suspense } from 'react';

const Loaded = lazy(() => import('./chart/Chart.tsx'));

/** The chart, fetched when first shown: no page pays for ECharts before it draws. */
export function Chart(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense fallback={<div className="lf-chart" style={{ height: (props.height ?? 260) + 32 }} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
