import { useSyncExternalStore } from 'react';

const query = '(max-width: 767px)';

function subscribe(notify: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', notify);
  return () => media.removeEventListener('change', notify);
}

/** Whether the page is as narrow as a phone (LOOK: under 768 px). */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
