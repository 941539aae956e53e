import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, done, read } from './client';
import { ApiError } from './error';
import { acceptSession, forgetSession, sessionGuard, setSignInAgain } from './session-guard';

const refusal = (): Response =>
  Response.json(
    { detail: 'The credentials are not valid', error: { code: 'UNAUTHORIZED', message: '', details: {} } },
    { status: 401 },
  );

/** Answers the requests in turn, and notes what was sent. */
function serve(...answers: (() => Response)[]): string[] {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`.trim());
    return (answers.shift() ?? refusal)();
  });
  return sent;
}

const change = { current_password: 'old', new_password: 'new' };
const write = () => done(api.POST('/api/v1/account/password', { body: change }));
const SENT = `POST /api/v1/account/password ${JSON.stringify(change)}`;
const accepted = () => new Response(null, { status: 204 });

describe('a session that ends', () => {
  beforeEach(() => acceptSession('alice'));
  afterEach(() => {
    forgetSession();
    setSignInAgain(null);
    vi.unstubAllGlobals();
  });

  it('sends a write anew, with its body, after the user has signed in again', async () => {
    const sent = serve(refusal, accepted);
    const asked: string[] = [];
    setSignInAgain((username) => {
      asked.push(username);
      return Promise.resolve(true);
    });
    await write();
    expect(sent).toEqual([SENT, SENT]);
    expect(asked).toEqual(['alice']);
    expect(sessionGuard.get().ended).toBe(false);
  });

  it('fails a write when the user does not sign in, and never sends the next one without the account', async () => {
    const sent = serve(refusal, accepted);
    setSignInAgain(() => Promise.resolve(false));
    await expect(write()).rejects.toThrow('Your session has ended');
    expect(sessionGuard.get().ended).toBe(true);
    await expect(write()).rejects.toBeInstanceOf(ApiError);
    expect(sent).toEqual([SENT]);
  });

  it('lets several writes wait for one sign-in', async () => {
    serve(refusal, refusal, accepted, accepted);
    let asked = 0;
    setSignInAgain(async () => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return true;
    });
    await Promise.all([write(), write()]);
    expect(asked).toBe(1);
  });

  it('repeats a read once without the cookie, and asks for nothing', async () => {
    const sent = serve(refusal, () => Response.json([]));
    const ask = vi.fn(() => Promise.resolve(true));
    setSignInAgain(ask);
    await read(api.GET('/api/v1/account/tokens', {}));
    expect(sent).toHaveLength(2);
    expect(ask).not.toHaveBeenCalled();
    expect(sessionGuard.get().ended).toBe(true);
  });

  it('has ended when the server knows nobody although nobody signed out', () => {
    expect(acceptSession(null)).toBe(false);
    expect(sessionGuard.get()).toEqual({ known: true, username: 'alice', ended: true });
    expect(acceptSession('alice')).toBe(true);
    expect(sessionGuard.get().ended).toBe(false);
  });
});

describe('a client that is not signed in', () => {
  afterEach(() => {
    forgetSession();
    vi.unstubAllGlobals();
  });

  it('gets the refusal of a write at once', async () => {
    acceptSession(null);
    const sent = serve();
    await expect(write()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(sent).toHaveLength(1);
  });

  it('repeats the first read, because a cookie of an earlier visit may have ended', async () => {
    const sent = serve(refusal, () => Response.json({}));
    await read(api.GET('/api/v1/account', {}));
    expect(sent).toHaveLength(2);
  });
});
