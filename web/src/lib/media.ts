import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** From here on a side pane lies beside the page's table. */
export const DESKTOP = '(min-width: 1181px)';
/** Up to here rows are grids, without columns. */
export const PHONE = '(max-width: 640px)';
