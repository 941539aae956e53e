import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { AccountPreferences } from './pending';

export type { AccountPreferences };

/** The preferences that the account keeps. */
export const preferencesQuery = queryOptions({
  queryKey: ['account', 'preferences'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account/preferences', { signal })),
  staleTime: Infinity,
});

export const savePreferences = (preferences: AccountPreferences): Promise<AccountPreferences> =>
  read(api.PUT('/api/v1/account/preferences', { body: preferences }));
