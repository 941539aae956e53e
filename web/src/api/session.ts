import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, done, read } from './client';
import { stream } from './live';
import type { Session } from './pending';

export type { Session };

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/session', { signal })),
  staleTime: 60_000,
});

/** The account, what it may do, and facts of the server; undefined until it is read. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Ends the session, and forgets everything that was read with it. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => done(api.POST('/api/v1/auth/logout', {})),
    onSuccess: () => {
      stream.restart();
      return queries.resetQueries();
    },
  });
}
