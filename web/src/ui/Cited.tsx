const HAN = /\p{Script=Han}/u;

/** Words quoted from a standard or a decision: where they are Chinese they say so, to be read out as such (WCAG 3.1.2). */
export function Cited({ children }: { children: string }) {
  return <span {...(HAN.test(children) && { lang: 'zh-CN' })}>{children}</span>;
}
