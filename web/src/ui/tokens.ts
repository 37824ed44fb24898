/**
 * The one place where colours, type and spacing are chosen (paper and ink, one deep teal). The build writes
 * them into the page as CSS variables `--lf-*`; antd and ECharts take their themes from the same object.
 * Every pair of text and ground below meets WCAG AA (4.5:1); tokens.test.ts measures it.
 */
export interface Palette {
  readonly ground: string;
  readonly paper: string;
  readonly sunk: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly teal: string;
  readonly tealHover: string;
  readonly tealWash: string;
  readonly onTeal: string;
  readonly amber: string;
  readonly amberText: string;
  readonly amberWash: string;
  readonly red: string;
  readonly redWash: string;
}

export const light: Palette = {
  ground: '#f7f4ee',
  paper: '#fffdf9',
  sunk: '#f0ece3',
  line: '#e3ddd1',
  lineStrong: '#948c7d',
  ink: '#1f1d1a',
  inkSoft: '#57524a',
  inkFaint: '#6b655b',
  teal: '#0f5c5c',
  tealHover: '#0a4848',
  tealWash: '#e3eeec',
  onTeal: '#ffffff',
  amber: '#c77a0a',
  amberText: '#86500a',
  amberWash: '#faf0dc',
  red: '#b3261e',
  redWash: '#f9e7e4',
};

/** For the big screen (大屏): the same boards on a dark wall. */
export const dark: Palette = {
  ground: '#12161a',
  paper: '#1a2025',
  sunk: '#0d1114',
  line: '#2d353c',
  lineStrong: '#7c8791',
  ink: '#f0ece4',
  inkSoft: '#bdb8ae',
  inkFaint: '#9d988f',
  teal: '#5fc2b8',
  tealHover: '#86d6cd',
  tealWash: '#17302f',
  onTeal: '#0c1a1a',
  amber: '#f0a839',
  amberText: '#f0b659',
  amberWash: '#33280f',
  red: '#ff8a7d',
  redWash: '#3a1b18',
};

export const fontFamily =
  '"Noto Sans SC","PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
const variables = (p: Palette): string =>
  Object.entries(p)
    .map(([k, v]) => `--lf-${kebab(k)}:${v}`)
    .join(';');

/** The style sheet of variables; `data-theme="dark"` on any element turns its subtree dark. */
export const tokenCss = `:root{${variables(light)};--lf-font:${fontFamily}}[data-theme=dark]{${variables(dark)};color-scheme:dark}`;
