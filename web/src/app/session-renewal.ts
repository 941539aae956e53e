import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { startOver } from '@/api/session';
import { sessionGuard, setSignInAgain } from '@/api/session-guard';
import { useStore } from '@/lib/store';

/** A request for the password of the account whose session has ended. */
export interface SignInAsked {
  readonly username: string;
  /** Whether the user has signed in. */
  readonly onDone: (signedIn: boolean) => void;
}

/** Reads everything anew when another tab has signed in with another account. */
function useOtherAccount(): void {
  const queries = useQueryClient();
  const { username } = useStore(sessionGuard);
  const before = useRef(username);
  useEffect(() => {
    const other = before.current !== null && username !== null && username !== before.current;
    before.current = username;
    if (other) void startOver(queries);
  }, [queries, username]);
}

/** What the dialog needs while a request waits for a new sign-in, else null. */
export function useSessionRenewal(): SignInAsked | null {
  const [asked, setAsked] = useState<SignInAsked | null>(null);
  useOtherAccount();
  useEffect(() => {
    setSignInAgain(
      (username) =>
        new Promise((resolve) => {
          const onDone = (signedIn: boolean) => {
            setAsked(null);
            resolve(signedIn);
          };
          setAsked({ username, onDone });
        }),
    );
    return () => setSignInAgain(null);
  }, []);
  return asked;
}
