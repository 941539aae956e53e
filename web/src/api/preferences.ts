import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { AccountPreferences } from './shapes';

export type { AccountPreferences };

/** The preferences that the account keeps. */
export const preferencesQuery = queryOptions({
  queryKey: ['account', 'preferences'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account/preferences', { signal })),
  staleTime: Infinity,
});

export function savePreferences({
  zone,
  locale,
  ...others
}: AccountPreferences): Promise<AccountPreferences> {
  const body = { ...others, ...(zone === null ? {} : { zone }), ...(locale === null ? {} : { locale }) };
  return read(api.PUT('/api/v1/account/preferences', { body }));
}
