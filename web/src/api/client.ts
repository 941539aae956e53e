import createClient from 'openapi-fetch';
import { apiRoot } from './base';
import { ApiError, toApiError, unreachable } from './error';
import type { paths } from './schema';
import { noteSessionEnd, renewSession, sessionGuard } from './session-guard';
import { noteAnswer } from './reach';

/** A fetch whose failures are ApiErrors. */
async function attempt(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw unreachable(cause);
  }
  if (response.ok || response.status === 304) {
    noteAnswer();
    return response;
  }
  const text = await response.text().catch(() => '');
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // not the server's: toApiError says so
  }
  const error = toApiError(response, body);
  if (error.code !== 'UNREADABLE') noteAnswer();
  throw error;
}

const sessionEnded = (): ApiError =>
  new ApiError({
    code: 'UNAUTHORIZED',
    message: 'Your session has ended. Nothing was sent; sign in and try again.',
    status: 401,
  });

const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'UNAUTHORIZED';

/**
 * A fetch that survives the end of the session. A write waits until the user has signed in again, and is then
 * sent anew, so that its form only takes longer; it is never sent without the account it was made for. A read is
 * repeated once without the cookie, which the refusal has removed, because market data needs no account.
 */
async function call(request: Request): Promise<Response> {
  if (request.url.includes('/api/v1/auth/')) return attempt(request);
  const reads = request.method === 'GET';
  if (!reads && sessionGuard.get().ended && !(await renewSession())) throw sessionEnded();
  const again = request.clone();
  try {
    return await attempt(request);
  } catch (error) {
    const { known, username } = sessionGuard.get();
    if (!isSignedOut(error) || (known && username === null)) throw error;
    noteSessionEnd();
    if (reads) return attempt(again);
    if (username === null) throw error;
    if (!(await renewSession())) throw sessionEnded();
    return attempt(again);
  }
}

/**
 * The typed client. A call either has data or throws an ApiError, so that `error` of its result is never set:
 *
 *     const page = await read(api.GET('/api/v1/markets', { params: { query: { scope: 'all' } }, signal }));
 */
export const api = createClient<paths>({
  baseUrl: apiRoot,
  credentials: 'same-origin',
  fetch: call,
  headers: { Accept: 'application/json' },
});

/** The body of a response. */
export async function read<T>(answer: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data, response } = (await answer) as { data?: T; response: Response };
  if (data === undefined || data === null) throw toApiError(response, null);
  return data;
}

/** For a response without a body (204). */
export async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}

/** A key that makes the repetition of a write harmless: one per intention, not per attempt. */
export const idempotencyKey = (): string =>
  typeof crypto.randomUUID === 'function'
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
        byte.toString(16).padStart(2, '0'),
      ).join('');
