export interface IngestLevel {
  readonly connections: number;
  readonly checksPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rawInsertPerSecond: number;
  readonly echoPerSecond: number;
  readonly ratioToRawInsert: number;
  readonly ratioToEcho: number;
}

export interface IngestReport {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ratioToRawInsert32: number;
  readonly ratioToEcho32: number;
  /** The classes of five counties mixed, as a province has them in the morning. */
  readonly connections: readonly IngestLevel[];
  /** The classes of one county alone. */
  readonly oneCounty: IngestLevel;
}

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}
export interface BoardReport {
  /** At demo size, the slowest of the board's queries. */
  readonly board: Latency & { readonly queries: Readonly<Record<string, Latency>> };
  /** The same with a hundred times the schools. */
  readonly boardHundredfold: Latency & {
    readonly schools: number;
    readonly queries: Readonly<Record<string, Latency>>;
  };
  /** From the acknowledgement of a check to the county board's answer that contains it. */
  readonly commitToScreen: Latency & { readonly samples: number };
}

export interface Report extends Partial<BoardReport> {
  readonly machine: { readonly cores: number; readonly cpu: string; readonly node: string };
  readonly ingest?: IngestReport;
}

const row = (cells: readonly (string | number)[]): string =>
  `${cells.map((c, i) => (i === 0 ? String(c).padEnd(28) : String(c).padStart(13))).join('')}\n`;

/** The report for people. */
export function printTable(report: Report): string {
  let out = `\n${report.machine.cores} cores, ${report.machine.cpu}, Node ${report.machine.node}\n`;
  if (report.ingest) {
    out += `\n${row(['checks over HTTP', 'checks/s', 'p50 ms', 'p99 ms', 'INSERT/s', 'echo/s', 'ratio to raw'])}`;
    const { connections, oneCounty } = report.ingest;
    for (const c of [...connections, oneCounty]) {
      out += row([
        `${c.connections} connections${c === oneCounty ? ', one county' : ''}`,
        c.checksPerSecond,
        c.p50Ms,
        c.p99Ms,
        c.rawInsertPerSecond,
        c.echoPerSecond,
        c.ratioToRawInsert,
      ]);
    }
  }
  for (const [title, part] of [
    ['board, demo size', report.board],
    ['board, 100×', report.boardHundredfold],
  ] as const) {
    if (!part) continue;
    out += `\n${row([title, 'p50 ms', 'p99 ms'])}`;
    for (const [name, l] of Object.entries(part.queries)) out += row([name, l.p50Ms, l.p99Ms]);
  }
  if (report.commitToScreen) {
    out += `\n${row(['commit to screen', 'p50 ms', 'p99 ms'])}${row(['county board', report.commitToScreen.p50Ms, report.commitToScreen.p99Ms])}`;
  }
  return out;
}
