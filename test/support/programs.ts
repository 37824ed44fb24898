import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function find(names: readonly string[], known: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...known, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find((p) =>
    existsSync(p),
  );
}

/** The browser of the journeys: CHROMIUM_PATH, or the first Chromium or Chrome found. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  return find(
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    [...(named ? [named] : []), '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  );
}

/** LibreOffice's command. */
export function sofficePath(): string | undefined {
  return find(['soffice', 'libreoffice'], ['/Applications/LibreOffice.app/Contents/MacOS/soffice']);
}
