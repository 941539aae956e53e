import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { preferencesQuery, savePreferences } from '@/api/preferences';
import { useSession } from '@/api/session';
import { preferences, usePreferences } from '@/lib/preferences';
import type { Preferences } from '@/lib/preferences';

const SETTLE_MILLIS = 800;

/**
 * Takes over the preferences of an account once it is signed in, and saves later changes with it. A save that
 * fails is left: the browser has the change, and the next one saves all of them.
 */
export function useAccountPreferences(): void {
  const signedIn = useSession()?.account != null;
  const { data } = useQuery({ ...preferencesQuery, enabled: signedIn });
  const current = usePreferences();
  const saved = useRef<Preferences | null>(null);

  useEffect(() => {
    // What another account saved last says nothing of the next one.
    if (!signedIn) saved.current = null;
  }, [signedIn]);

  useEffect(() => {
    if (data === undefined) return;
    saved.current = data;
    preferences.set(data);
  }, [data]);

  useEffect(() => {
    if (!signedIn || saved.current === null || saved.current === current) return undefined;
    const timer = setTimeout(() => {
      saved.current = current;
      savePreferences(current).catch(() => undefined);
    }, SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [current, signedIn]);
}
