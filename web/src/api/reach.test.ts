import { describe, expect, it } from 'vitest';
import { reachOf } from './reach';

describe('the server', () => {
  const lost = { state: 'offline', since: 1000, retryAt: 5000 } as const;

  it('is offline when neither updates nor answers arrive', () => {
    expect(reachOf(lost, 900)).toEqual({ state: 'offline', since: 1000, retryAt: 5000 });
  });

  it('is not offline when it answers requests', () => {
    expect(reachOf(lost, 1100).state).toBe('interrupted');
  });

  it('is live while updates arrive', () => {
    expect(reachOf({ state: 'live', since: 0 }, 0).state).toBe('live');
    expect(reachOf({ state: 'connecting', since: 0 }, 0).state).toBe('connecting');
  });
});
