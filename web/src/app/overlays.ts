import { createStore, useStore } from '@/lib/store';

/** The overlay of the shell that is open. */
export type ShellOverlay = 'palette' | 'keys' | 'more' | null;

const overlay = createStore<ShellOverlay>(null);

export const openOverlay = (next: ShellOverlay): void => overlay.set(next);
export const closeOverlay = (): void => overlay.set(null);
export const useOverlay = (): ShellOverlay => useStore(overlay);

/** ⌘ on a Mac, Ctrl elsewhere. */
export const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
