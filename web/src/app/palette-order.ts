import type { Command as Action } from '@/lib/commands';

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** How well a query fits an action: 3 its name, 2 its beginning, 1 somewhere, 0 not. */
export function fit(action: Pick<Action, 'label' | 'keywords'>, query: string): 0 | 1 | 2 | 3 {
  const wanted = words(query);
  const label = action.label.toLowerCase();
  const typed = wanted.join(' ');
  if (label === typed) return 3;
  if (label.startsWith(typed)) return 2;
  const text = [label, ...(action.keywords ?? [])].join(' ').toLowerCase();
  return wanted.every((word) => text.includes(word)) ? 1 : 0;
}

/** The actions that a query finds, the best first; with an equal fit they keep their order. */
export function findActions(actions: readonly Action[], query: string): readonly Action[] {
  if (query.trim() === '') return actions;
  return actions
    .map((action) => ({ action, fit: fit(action, query) }))
    .filter((one) => one.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map((one) => one.action);
}

/** Whether what is typed is meant for the actions: a name of one begins with it, and is more than two letters. */
export const leads = (actions: readonly Action[], query: string): boolean =>
  query.trim().length > 2 && actions.some((action) => fit(action, query) >= 2);
