/** What looks unusual, by a stable code with the figures that its sentence needs. */
export type HonestyReason =
  | {
      readonly code: 'ZERO_RUN';
      /** Length of the longest run of zeros, observations; cases expected during it. */
      readonly params: { readonly length: number; readonly expected: number };
    }
  | {
      readonly code: 'TERMINAL_DIGITS';
      /** The most frequent last digit, its share and the number of figures. */
      readonly params: { readonly digit: number; readonly share: number; readonly figures: number };
    }
  | {
      readonly code: 'HEAPING';
      /** Share of figures that are multiples of `step`; 1/step is expected. */
      readonly params: { readonly step: number; readonly share: number; readonly figures: number };
    }
  | {
      readonly code: 'LOW_VARIANCE';
      /** Variance over mean (1 for independent cases) and the number of figures. */
      readonly params: { readonly ratio: number; readonly figures: number };
    }
  | {
      readonly code: 'COPIED_ROWS';
      /** 0-based positions of the identical rows, joined by commas; figures in each; their sum. */
      readonly params: { readonly rows: string; readonly figures: number; readonly sum: number };
    }
  | {
      readonly code: 'FIRST_DIGITS';
      /** Mean absolute deviation of the nine shares from Benford's, and the number of figures. */
      readonly params: { readonly deviation: number; readonly figures: number };
    };

/**
 * What a test says about figures. A small p-value is a reason to look, not a verdict: honest figures meet it
 * once in 1/p times, and many tests are run (see `benjaminiHochberg`).
 */
export interface HonestyFinding {
  /** Probability of something at least as unusual if the figures were reported as they fell. */
  readonly p: number;
  /** Size of what is unusual; its meaning is in the docstring of the test. */
  readonly effect: number;
  readonly reason: HonestyReason;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const number = (value: number) => String(Math.round(value * 100) / 100);

/** One sentence in plain language for a reason, `zh` (simplified Chinese) or `en`. */
export function honestyText(reason: HonestyReason, language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  switch (reason.code) {
    case 'ZERO_RUN': {
      const { length, expected } = reason.params;
      return zh
        ? `连续 ${length} 次报零,而同期按同类单位水平应有约 ${number(expected)} 例,请核实是否漏报。`
        : `${length} zero reports in a row where about ${number(expected)} cases were to be expected: check for missed reports.`;
    }
    case 'TERMINAL_DIGITS': {
      const { digit, share, figures } = reason.params;
      return zh
        ? `${figures} 个数字中尾数 ${digit} 占 ${percent(share)}(应约 10 %),请核实是否为估计数。`
        : `${percent(share)} of ${figures} figures end in ${digit} (about 10 % expected): check whether they are estimates.`;
    }
    case 'HEAPING': {
      const { step, share, figures } = reason.params;
      return zh
        ? `${figures} 个数字中 ${percent(share)} 是 ${step} 的倍数(应约 ${percent(1 / step)}),请核实是否为凑整。`
        : `${percent(share)} of ${figures} figures are multiples of ${step} (about ${percent(1 / step)} expected): check for rounding.`;
    }
    case 'LOW_VARIANCE': {
      const { ratio, figures } = reason.params;
      return zh
        ? `${figures} 个数字几乎不变:方差仅为均值的 ${number(ratio)} 倍(独立发生时约为 1),请核实是否照抄。`
        : `${figures} figures hardly vary: their variance is ${number(ratio)} times the mean (about 1 for independent cases): check for copying.`;
    }
    case 'COPIED_ROWS': {
      const { rows, figures } = reason.params;
      const places = rows
        .split(',')
        .map((row) => Number(row) + 1)
        .join(zh ? '、' : ', ');
      return zh
        ? `第 ${places} 行的 ${figures} 个数字完全相同,请核实是否复制填报。`
        : `Rows ${places} agree in all ${figures} figures: check whether one was copied.`;
    }
    case 'FIRST_DIGITS': {
      const { deviation, figures } = reason.params;
      return zh
        ? `${figures} 个数字的首位分布与本福特定律平均相差 ${percent(deviation)},请核实数据来源。`
        : `The first digits of ${figures} figures differ from Benford's law by ${percent(deviation)} on average: check their source.`;
    }
  }
}
