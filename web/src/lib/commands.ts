import { useEffect } from 'react';
import { createStore, useStore } from './store';

/** Something the command palette can do. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** Further words that find it. */
  readonly keywords?: readonly string[];
  /** Keys that do the same, to be shown: `['G', 'M']`. */
  readonly keys?: readonly string[];
  readonly run: () => void;
}

const commands = createStore<readonly Command[]>([]);

/**
 * Offers commands in the palette while the component is shown. Keep the array stable (`useMemo`), else it is
 * registered anew at every render.
 */
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    commands.set((all) => [...all, ...offered]);
    return () => commands.set((all) => all.filter((command) => !offered.includes(command)));
  }, [offered]);
}

export const useAllCommands = (): readonly Command[] => useStore(commands);
