/** View state of the account's page in its address. */
export interface AccountSearch {
  tab?: string;
}

export const parseAccountSearch = (search: Record<string, unknown>): AccountSearch =>
  typeof search['tab'] === 'string' ? { tab: search['tab'] } : {};

/** Where to go after signing in: a path of the pages. */
export interface SignInSearch {
  next?: string;
}

export const parseSignInSearch = (search: Record<string, unknown>): SignInSearch =>
  typeof search['next'] === 'string' && /^\/(?!\/)/.test(search['next']) ? { next: search['next'] } : {};
