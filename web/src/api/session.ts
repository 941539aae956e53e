import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { api, done, read } from './client';
import { ApiError } from './error';
import { stream } from './live';
import type { Session } from './shapes';
import { acceptSession, forgetSession } from './session-guard';

export type { Session };

const KEY = ['session'] as const;

/** A session that has ended stays as it was, so that no form disappears: the shell offers to sign in again. */
async function readSession(client: QueryClient, signal: AbortSignal): Promise<Session> {
  const next = await read(api.GET('/api/v1/session', { signal }));
  const before = client.getQueryData<Session>(KEY);
  if (acceptSession(next.account?.username ?? null) || before === undefined) return next;
  return { ...before, setup: next.setup, server: next.server };
}

export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ client, signal }) => readSession(client, signal),
  staleTime: 60_000,
});

/** The account, what it may do, and facts of the server; undefined until it is read. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** Forgets everything that was read with other credentials, and reads it anew. */
export async function startOver(queries: QueryClient): Promise<void> {
  forgetSession();
  await queries.resetQueries();
  stream.restart();
}

/** Ends the session, and forgets everything that was read with it. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      done(api.POST('/api/v1/auth/logout', {})).catch((error: unknown) => {
        // A session that has ended is signed out already.
        if (!(error instanceof ApiError) || error.code !== 'UNAUTHORIZED') throw error;
      }),
    onSuccess: () => startOver(queries),
  });
}
