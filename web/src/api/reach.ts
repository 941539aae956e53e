import { createStore } from '@/lib/store';
import type { ConnectionState } from './stream';

/** When the server last answered a request, milliseconds since 1970. */
export const answeredAt = createStore(0);

export const noteAnswer = (): void => answeredAt.set(Date.now());

/**
 * What the page can say of the server. `interrupted`: requests are answered, but updates do not arrive, as behind
 * a proxy that passes no WebSockets.
 */
export type Reach =
  | { readonly state: 'connecting' | 'live' }
  | { readonly state: 'offline' | 'interrupted'; readonly since: number; readonly retryAt: number };

export function reachOf(connection: ConnectionState, answered: number): Reach {
  if (connection.state === 'live') return { state: 'live' };
  if (connection.state !== 'offline') return { state: 'connecting' };
  const { since, retryAt } = connection;
  return { state: answered > since ? 'interrupted' : 'offline', since, retryAt };
}
