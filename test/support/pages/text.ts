import type { Page } from 'playwright-core';

/** Texts that a person sees or hears read out, with whether the page says that they are Chinese. */
interface Seen {
  readonly text: string;
  readonly chinese: boolean;
}

const seen = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => {
    const found: { text: string; chinese: boolean }[] = [];
    const add = (text: string | null | undefined, of: Element): void => {
      const trimmed = text?.trim();
      // The page itself has a language; a part in another one says so (WCAG 3.1.2).
      if (trimmed) found.push({ text: trimmed, chinese: of.closest('body [lang^="zh"]') !== null });
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement!;
      if (parent.closest('script,style,code,pre') === null && parent.checkVisibility())
        add(walk.currentNode.nodeValue, parent);
    }
    for (const e of document.body.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
      if (e.checkVisibility())
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) add(e.getAttribute(name), e);
    // A sheet for print names the tab, and the file made of it, by its own title.
    add(document.title.replace(document.querySelector('h1')?.textContent ?? '', ''), document.body);
    return found;
  });

/** `board.title`, `board:title`: the shape of a key shown in place of its text. */
const KEY = /^(\w[\w-]*:)?[a-z]\w*(\.[a-zA-Z]\w*)+$|^[a-z]\w*:\w+$/;
/** The same shape, and no key: `list.csv`. */
const FILE = /\.(csv|xlsx?)$/;
/** A place that was not filled, or a value that is none. */
const UNFILLED = /\{\{|\}\}|\bundefined\b|\bNaN\b|\[object |Invalid Date/;
const HAN = /\p{Script=Han}/u;

/** Faults in what the page says: keys instead of texts, unfilled places, Chinese in an English interface. */
export async function textFaults(page: Page, language: string): Promise<string[]> {
  const texts = await seen(page);
  const shown = new Set(
    texts
      .filter(
        (s) =>
          (KEY.test(s.text) && !FILE.test(s.text)) ||
          UNFILLED.test(s.text) ||
          (language === 'en' && !s.chinese && HAN.test(s.text)),
      )
      .map((s) => s.text.slice(0, 120)),
  );
  return [...shown];
}
