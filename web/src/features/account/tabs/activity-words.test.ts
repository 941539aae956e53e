import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/api/account';
import { activityText, isRefusal, tokenNames } from './activity-words';

const entry = (
  action: string,
  target: string | null = null,
  details: Record<string, unknown> = {},
): AuditEntry => ({
  id: 1,
  happened_at: '2026-03-12T14:32:07Z',
  account_id: 1,
  actor: 'alice',
  credential: 'session 3',
  action,
  target,
  details,
  address: null,
});

const text = (...given: Parameters<typeof entry>) =>
  activityText(entry(...given), new Map([['3', 'grafana']]));

describe('an entry of the audit log', () => {
  it.each([
    [entry('account.sign_in', null, { for: 'session 3' }), 'Signed in'],
    [entry('account.sign_in', null, { for: 'API token' }), 'Signed in for an API token'],
    [entry('account.admin', null, { is_admin: 'true' }), 'Made an administrator'],
    [
      entry('token.create', '4', { name: 'backtest', scopes: 'read' }),
      'Created the API token “backtest” (read)',
    ],
    [
      entry('position.open', '1', { symbol: 'BTC/USDT', trade_type: 'BUY', quantity: '0.35000000' }),
      'Logged BUY 0.35000000 BTC/USDT',
    ],
    [
      entry('asset.change', 'BTC', { quantity: '1.5', quantity_before: '1.2' }),
      'Changed the holding BTC from 1.2 to 1.5',
    ],
  ])('is said in words', (one, words) => {
    expect(activityText(one, new Map())).toBe(words);
  });

  it('names the token that it is about, or its number when it is gone', () => {
    expect(text('token.end', '3')).toBe('Revoked the API token “grafana”');
    expect(text('token.end', '9')).toBe('Revoked the API token “no. 9”');
  });

  it('shows an unknown action as the server names it', () => {
    expect(text('report.make', 'x')).toBe('report.make x');
  });

  it('tells a refusal from the rest', () => {
    expect(isRefusal(entry('account.sign_in_failed'))).toBe(true);
    expect(isRefusal(entry('account.sign_in'))).toBe(false);
  });

  it('finds names of revoked tokens in the entries that made them', () => {
    const names = tokenNames([entry('token.create', '7', { name: 'old' })], [{ id: 3, name: 'grafana' }]);
    expect([...names]).toEqual([
      ['3', 'grafana'],
      ['7', 'old'],
    ]);
  });
});
