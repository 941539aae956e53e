import { describe, expect, it } from 'vitest';
import { parseRecent } from './recent-markets';

describe('recent markets of the browser’s storage', () => {
  it('are at most five, without what is not one', () => {
    const one = { market: 'A@v', symbol: 'A/USD', name: null, provider: 'v', simulated: false };
    expect(parseRecent(JSON.stringify([one, null, { market: 'B@v' }]))).toEqual([one]);
    expect(parseRecent(JSON.stringify(Array.from({ length: 9 }, () => one)))).toHaveLength(5);
  });
  it.each([null, 'no json', '{}'])('are none for %s', (text) => expect(parseRecent(text)).toEqual([]));
});
