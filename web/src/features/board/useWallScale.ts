import { useSyncExternalStore } from 'react';

/** The wall is drawn for a screen of this width, CSS pixels; every other one shows the same, larger or smaller. */
const DRAWN_FOR = 1920;
/** Narrower is a phone that has a look: it scrolls. */
const PHONE = 900;

function subscribe(notify: () => void): () => void {
  addEventListener('resize', notify);
  return () => removeEventListener('resize', notify);
}

/** By how much the wall is drawn larger, so that words have the same share of every screen. */
export const useWallScale = (): number =>
  useSyncExternalStore(subscribe, () => (innerWidth > PHONE ? innerWidth / DRAWN_FOR : 1));
