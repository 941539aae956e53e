const TABS = ['profile', 'appearance', 'sessions', 'tokens', 'activity', 'about'] as const;

export type AccountTab = (typeof TABS)[number];

/** View state of the account's page in its address; Profile without a tab. */
export interface AccountSearch {
  tab?: AccountTab;
}

export function parseAccountSearch(search: Record<string, unknown>): AccountSearch {
  const tab = TABS.find((one) => one === search['tab']);
  return tab === undefined ? {} : { tab };
}

/** Where to go after signing in: a path of the pages. */
export interface SignInSearch {
  next?: string;
}

export const parseSignInSearch = (search: Record<string, unknown>): SignInSearch =>
  typeof search['next'] === 'string' && /^\/(?![/\\])/.test(search['next']) ? { next: search['next'] } : {};
