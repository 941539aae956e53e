import { useEffect, useRef } from 'react';
import { preferences } from './preferences';
import { createStore, useStore } from './store';

/** A key, or two in a row (`g m`), that do something while nothing is typed. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, for the list of keys. */
  readonly label: string;
  readonly run: () => void;
}

const shortcuts = createStore<readonly Shortcut[]>([]);

/** Binds keys while the component is shown. The newest binding of a key wins. */
export function useShortcut(keys: string, label: string, run: () => void): void {
  const action = useRef(run);
  useEffect(() => {
    action.current = run;
  });
  useEffect(() => {
    const shortcut = { keys, label, run: () => action.current() };
    shortcuts.set((all) => [...all, shortcut]);
    return () => shortcuts.set((all) => all.filter((one) => one !== shortcut));
  }, [keys, label]);
}

export const useAllShortcuts = (): readonly Shortcut[] => useStore(shortcuts);

/** What receives a key press. */
export interface KeyPress {
  readonly key: string;
  readonly modified: boolean;
  /** The key goes into a field, or an overlay has the focus. */
  readonly taken: boolean;
}

const SEQUENCE_MILLIS = 900;

/** Finds the shortcut of key presses; a prefix waits for its second key. */
export class KeySequence {
  private first = '';
  private firstAt = 0;

  /** The shortcut that this press completes, or null. */
  press({ key, modified, taken }: KeyPress, bound: readonly Shortcut[], now: number): Shortcut | null {
    const prefix = now - this.firstAt < SEQUENCE_MILLIS ? this.first : '';
    this.first = '';
    if (modified || taken || key.length !== 1) return null;
    const typed = key.toLowerCase();
    const wanted = prefix === '' ? typed : `${prefix} ${typed}`;
    const found = bound.findLast((shortcut) => shortcut.keys === wanted);
    if (found) return found;
    if (prefix === '' && bound.some((shortcut) => shortcut.keys.startsWith(`${typed} `))) {
      this.first = typed;
      this.firstAt = now;
    }
    return null;
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'));

const isOverlaid = (): boolean => document.querySelector('.scrim, .menu') !== null;

/** Listens for shortcuts until the returned function is called. */
export function listenForShortcuts(): () => void {
  const sequence = new KeySequence();
  const listener = (event: KeyboardEvent) => {
    if (!preferences.get().shortcuts || event.defaultPrevented) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    const press = { key: event.key, modified, taken: isTyping(event.target) || isOverlaid() };
    const found = sequence.press(press, shortcuts.get(), performance.now());
    if (!found) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener('keydown', listener);
  return () => document.removeEventListener('keydown', listener);
}
