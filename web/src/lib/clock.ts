import { useSyncExternalStore } from 'react';

/** The time now, one tick a second shared by everything that shows an age. Ticks rest while nothing is seen. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.hidden) return;
  now = Date.now();
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, 1000);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

/** Milliseconds since 1970 for what needs no renewal: the current year, the zone's offset. */
export const timeOfPage = (): number => Math.max(now, Date.now());

/** Milliseconds since 1970, renewed each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
