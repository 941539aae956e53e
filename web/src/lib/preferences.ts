import { createStore, useStore } from './store';
import { browserZone, isZone } from './time';

/** How this person wants the UI. Stored in the browser, and with the account when there is one. */
export interface Preferences {
  readonly theme: 'system' | 'dark' | 'light';
  readonly palette: 'green-red' | 'blue-orange';
  readonly density: 'comfortable' | 'compact';
  /** An IANA zone; null is that of the browser. */
  readonly zone: string | null;
  /** A BCP 47 tag for numbers; null is that of the browser. */
  readonly locale: string | null;
  /** Whether single keys do something. */
  readonly shortcuts: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  palette: 'green-red',
  density: 'comfortable',
  zone: null,
  locale: null,
  shortcuts: true,
};

/** `app/first-paint.js` reads the same key. */
export const STORAGE_KEY = 'candlewick.preferences';

const oneOf = <T extends string>(value: unknown, known: readonly T[], otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;

function isLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** The preferences of text from the browser's storage; what is not known has its default. */
export function parsePreferences(text: string | null): Preferences {
  let found: Record<string, unknown> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) found = value as Record<string, unknown>;
  } catch {
    return DEFAULT_PREFERENCES;
  }
  const { zone, locale, shortcuts } = found;
  return {
    theme: oneOf(found['theme'], ['system', 'dark', 'light'], 'system'),
    palette: oneOf(found['palette'], ['green-red', 'blue-orange'], 'green-red'),
    density: oneOf(found['density'], ['comfortable', 'compact'], 'comfortable'),
    zone: typeof zone === 'string' && isZone(zone) ? zone : null,
    locale: typeof locale === 'string' && isLocale(locale) ? locale : null,
    shortcuts: shortcuts !== false,
  };
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // storage can be forbidden
  }
}

export const preferences = createStore<Preferences>(parsePreferences(readStorage()));

const prefersLight = (): boolean =>
  typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: light)').matches;

/** The theme that is shown. */
export const shownTheme = (theme: Preferences['theme']): 'dark' | 'light' =>
  theme === 'system' ? (prefersLight() ? 'light' : 'dark') : theme;

function apply(): void {
  const { theme, palette, density } = preferences.get();
  const root = document.documentElement.dataset;
  root['theme'] = shownTheme(theme);
  root['palette'] = palette;
  root['density'] = density;
}

/** Shows the preferences and keeps them in the browser; follows the system's theme and other tabs. */
export function startPreferences(): void {
  apply();
  preferences.subscribe(() => {
    apply();
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences.get()));
    } catch {
      // storage can be forbidden or full; the preferences then last as long as the page
    }
  });
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', apply);
  addEventListener('storage', (event) => {
    if (event.key === STORAGE_KEY) preferences.set(parsePreferences(event.newValue));
  });
}

export const changePreferences = (change: Partial<Preferences>): void =>
  preferences.set((previous) => ({ ...previous, ...change }));

/** Dark becomes light and the reverse, whatever the system says. */
export const flipTheme = (): void =>
  changePreferences({ theme: shownTheme(preferences.get().theme) === 'dark' ? 'light' : 'dark' });

export const usePreferences = (): Preferences => useStore(preferences);

export const localeOf = (chosen: string | null): string => chosen ?? navigator.language;
export const zoneOf = (chosen: string | null): string => chosen ?? browserZone();

/** The locale of numbers. */
export const useLocale = (): string => localeOf(usePreferences().locale);
/** The zone of times. */
export const useZone = (): string => zoneOf(usePreferences().zone);
