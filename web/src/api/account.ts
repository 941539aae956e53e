import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, done, read } from './client';
import { ApiError } from './error';
import type { components } from './schema';

type Schemas = components['schemas'];

export type OwnAccount = Schemas['OwnAccount'];
export type BrowserSession = Schemas['BrowserSession'];
export type ApiToken = Schemas['ApiToken'];
export type NewToken = Schemas['NewToken'];
export type Scope = Schemas['Scope'];
export type AuditEntry = Schemas['AuditEntry'];
export type Credentials = Schemas['SignInRequest'];
export type Registration = Schemas['RegistrationRequest'];
export type PasswordChange = Schemas['PasswordChange'];

/** The account that is signed in. */
export const accountQuery = queryOptions({
  queryKey: ['account', 'own'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account', { signal })),
});

/** The browsers that are signed in, newest first. */
export const browserSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account/sessions', { signal })),
});

/** The API tokens without their secrets, newest first. */
export const tokensQuery = queryOptions({
  queryKey: ['account', 'tokens'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/account/tokens', { signal })),
});

const AUDIT_PAGE = 50;

/** What the account did, newest first, a page at a time. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['account', 'audit'],
  initialPageParam: null as number | null,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: AUDIT_PAGE, ...(pageParam === null ? {} : { before: pageParam }) };
    return read(api.GET('/api/v1/account/audit', { params: { query }, signal }));
  },
  getNextPageParam: (page) => (page.length < AUDIT_PAGE ? null : (page.at(-1)?.id ?? null)),
});

/** Signs this browser in. A cookie that is not valid any more is refused once, and removed by that. */
export async function signIn(body: Credentials): Promise<void> {
  const send = () => done(api.POST('/api/v1/auth/session', { body }));
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'UNAUTHORIZED') throw error;
    await send();
  }
}

/** Makes an account; it is not signed in by that. */
export const register = (body: Registration): Promise<void> =>
  done(api.POST('/api/v1/auth/register', { body }));

export const changePassword = (body: PasswordChange): Promise<void> =>
  done(api.POST('/api/v1/account/password', { body }));

export const endSession = (id: number): Promise<void> =>
  done(api.DELETE('/api/v1/account/sessions/{id}', { params: { path: { id } } }));

/** Makes a token; only this answer has its secret. */
export const createToken = (body: NewToken): Promise<ApiToken> =>
  read(api.POST('/api/v1/account/tokens', { body }));

/** Ends a token. `keepalive` lets it happen while the page is being left. */
export const endToken = (id: number): Promise<void> =>
  done(api.DELETE('/api/v1/account/tokens/{id}', { params: { path: { id } }, keepalive: true }));
