import { spawnSync } from 'node:child_process';
import type { Series } from '../src/index.ts';

/** Processor seconds of R surveillance for one series of each task. */
export interface RTimings {
  readonly ears: number;
  readonly farrington: number;
  readonly flexible: number;
}

/**
 * Reads {schools, counties} as lines of counts from standard input and prints three times per series. Only the methods
 * are timed, as on this side: the series are made, and R's compiler has seen each method, before the clock starts.
 */
const SCRIPT = `
suppressMessages(library(surveillance))
lines <- readLines(file("stdin"))
read <- function(prefix) lapply(strsplit(sub(prefix, "", lines[startsWith(lines, prefix)]), ","), as.numeric)
schools <- read("S:"); counties <- read("C:")
make <- function(series, freq) lapply(series, function(x) sts(observed = matrix(x), start = c(2000, 1), frequency = freq))
schools <- make(schools, 365); counties <- make(counties, 52)
each <- function(series, run) {
  for (x in series[1:2]) run(x)
  sum(system.time(for (x in series) run(x))[c("user.self", "sys.self")]) / length(series)
}
ears <- each(schools, function(x) for (m in c("C1", "C2", "C3")) earsC(x, control = list(method = m)))
control <- function(x) list(range = 160:nrow(x), b = 3, w = 3, verbose = FALSE)
classic <- each(counties, function(x) farrington(x, control = control(x)))
flexible <- each(counties, function(x) farringtonFlexible(x,
  control = c(control(x), list(noPeriods = 10, pastWeeksNotIncluded = 26))))
cat(ears, classic, flexible)
`;

const lines = (prefix: string, series: readonly Series[]): string =>
  series.map(({ counts }) => `${prefix}${counts.join(',')}\n`).join('');

/** Time the same tasks in R on the same series; null when there is no Rscript with the package surveillance. */
export function measureR(schools: readonly Series[], counties: readonly Series[]): RTimings | null {
  const input = lines('S:', schools) + lines('C:', counties);
  const run = spawnSync('Rscript', ['--vanilla', '-e', SCRIPT], { input, encoding: 'utf8' });
  if (run.error || run.status !== 0) return null;
  const [ears, classic, flexible] = run.stdout.trim().split(/\s+/).map(Number);
  const times = [ears, classic, flexible];
  if (!times.every((value) => value !== undefined && value > 0)) return null;
  return { ears: ears!, farrington: classic!, flexible: flexible! };
}
