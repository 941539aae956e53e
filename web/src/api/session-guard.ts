import { createStore } from '@/lib/store';

/** What this page knows of its session. */
export interface GuardState {
  /** Whether the session was read at all. */
  readonly known: boolean;
  /** Who is signed in; null for nobody. It stays when the session ends without a sign-out. */
  readonly username: string | null;
  /** The session has ended, and neither a sign-out nor a new sign-in followed. */
  readonly ended: boolean;
}

const UNKNOWN: GuardState = { known: false, username: null, ended: false };

export const sessionGuard = createStore<GuardState>(UNKNOWN);

type SignInAgain = (username: string) => Promise<boolean>;

let signInAgain: SignInAgain | null = null;
let running: Promise<boolean> | null = null;

/** Names what lets the user sign in again; it resolves to whether they did. */
export function setSignInAgain(next: SignInAgain | null): void {
  signInAgain = next;
}

/**
 * Takes over the username of a session that the server answered. False when it states that nobody is signed in
 * although no sign-out happened: the session has ended then.
 */
export function acceptSession(username: string | null): boolean {
  if (username === null && sessionGuard.get().username !== null) {
    noteSessionEnd();
    return false;
  }
  sessionGuard.set({ known: true, username, ended: false });
  return true;
}

/** The session has ended; nothing changes when nobody was signed in. */
export function noteSessionEnd(): void {
  sessionGuard.set((state) => (state.username === null || state.ended ? state : { ...state, ended: true }));
}

/** After a sign-out on purpose, or before another account signs in. */
export const forgetSession = (): void => sessionGuard.set(UNKNOWN);

/** Lets the user sign in again; requests that wait share one dialog. Resolves to whether they did. */
export function renewSession(): Promise<boolean> {
  const { username } = sessionGuard.get();
  if (username === null || signInAgain === null) return Promise.resolve(false);
  running ??= signInAgain(username)
    .then((signedIn) => {
      if (signedIn) sessionGuard.set({ known: true, username, ended: false });
      return signedIn;
    })
    .finally(() => {
      running = null;
    });
  return running;
}
