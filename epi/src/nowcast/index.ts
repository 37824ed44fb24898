export { type Nowcast, type NowcastDay, type NowcastOptions, nowcast } from './nowcast.ts';
export { type ReportedEvent, type ReportingTriangle, reportingTriangle } from './triangle.ts';
