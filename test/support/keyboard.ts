import type { Locator, Page } from 'playwright-core';

/** Room around an element in which its mark may be drawn: the frame of a field, the pill of a choice. CSS pixels. */
const ROOM = 28;

/** A person without a mouse. Every element the focus comes to is looked at. */
export interface Keyboard {
  /** Tab (or another key) until this has the focus; fails after `limit` presses. */
  to(target: Locator, key?: string, limit?: number): Promise<void>;
  /** Presses Tab up to `limit` times, or until the focus leaves the page. */
  through(limit: number): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  has(target: Locator): Promise<boolean>;
  /** Elements that had the focus and did not show it. */
  readonly unseen: readonly string[];
}

interface Mark {
  readonly name: string;
  readonly box: { x: number; y: number; width: number; height: number };
}

const focused = (page: Page): Promise<Mark | null> =>
  page.evaluate((room) => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const { x, y, width, height } = element.getBoundingClientRect();
    const [left, top] = [Math.max(0, x - room), Math.max(0, y - room)];
    const text = element.getAttribute('aria-label') ?? (element.innerText || element.id || element.className);
    return {
      name: `${location.pathname} ${element.tagName.toLowerCase()} ${text.trim().slice(0, 40)}`,
      box: {
        x: left,
        y: top,
        width: Math.min(innerWidth, x + width + room) - left,
        height: Math.min(innerHeight, y + height + room) - top,
      },
    };
  }, ROOM);

/** Whether the page looks another when the focus is taken away: what people see, whatever styles draw it. */
async function seen(page: Page, { box }: Mark): Promise<boolean> {
  if (box.width <= 0 || box.height <= 0) return false;
  const held = await page.screenshot({ clip: box });
  const element = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  await element.evaluate((had) => had.blur());
  const left = await page.screenshot({ clip: box });
  await element.evaluate((had) => had.focus({ preventScroll: true }));
  await element.dispose();
  return !held.equals(left);
}

export function keyboard(page: Page): Keyboard {
  const unseen: string[] = [];
  let last = '';
  const look = async (): Promise<boolean> => {
    const mark = await focused(page);
    if (mark === null) return false;
    // Day, month and year of one field are one stop: to leave it for a moment would begin with the year again.
    if (mark.name !== last && !(await seen(page, mark))) unseen.push(mark.name);
    last = mark.name;
    return true;
  };
  const has = (target: Locator): Promise<boolean> => target.evaluate((e) => e === document.activeElement);
  return {
    unseen,
    has,
    to: async (target, key = 'Tab', limit = 80) => {
      await target.waitFor();
      for (let i = 0; i < limit; i++) {
        await page.keyboard.press(key);
        await look();
        if (await has(target)) return;
      }
      throw new Error(`${limit} times ${key} did not lead to ${target}`);
    },
    through: async (limit) => {
      for (let i = 0; i < limit; i++) {
        await page.keyboard.press('Tab');
        if (!(await look())) return;
      }
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
  };
}
