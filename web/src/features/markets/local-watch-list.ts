import { createStore, useStore } from '@/lib/store';

/** The watch list of a browser whose user is not signed in. */
const STORAGE_KEY = 'candlewick.watch_list';

const MARKET = /^[^\s@]{1,64}@[a-z0-9_-]{1,20}$/;

/** The names of markets of text from the browser's storage, each once. */
export function parseWatchList(text: string | null, most: number): readonly string[] {
  let found: unknown;
  try {
    found = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  const names = found.filter((one): one is string => typeof one === 'string' && MARKET.test(one));
  return [...new Set(names)].slice(0, most);
}

const MOST = 200;

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // storage can be forbidden
  }
}

const list = createStore<readonly string[]>(parseWatchList(readStorage(), MOST));

// Another tab changed it.
if (typeof addEventListener === 'function')
  addEventListener('storage', (event) => {
    if (event.key === STORAGE_KEY) list.set(parseWatchList(event.newValue, MOST));
  });

export function setLocalWatchList(markets: readonly string[]): void {
  list.set(markets);
  try {
    if (markets.length === 0) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, JSON.stringify(markets));
  } catch {
    // storage can be forbidden or full; the list then lasts as long as the page
  }
}

export const useLocalWatchList = (): readonly string[] => useStore(list);
export const localWatchList = (): readonly string[] => list.get();
