import { describe, expect, it } from 'vitest';
import { ApiError } from '@/api/error';
import type { BackfillEstimate } from '@/api/first-run';
import { exampleNumber, localeOptions, zoneOptions } from './tabs/appearance-options';
import { estimateText } from './first-run/estimate-text';
import { fieldProblem, toSentence } from './field-words';
import { bareCode } from './setup-code';
import { parseAccountSearch, parseSignInSearch } from './search';
import { secondsToWait } from './wait';

describe('what the server says of a field', () => {
  const error = (message: string) =>
    new ApiError({
      code: 'VALIDATION_ERROR',
      message: '',
      status: 422,
      fields: [{ field: 'body.password', message }],
    });

  it('is a sentence', () => {
    expect(toSentence('must not be blank')).toBe('Must not be blank.');
    expect(toSentence('Is it so?')).toBe('Is it so?');
  });

  it('says what to do where that is known', () => {
    expect(fieldProblem(error('is one of the commonest passwords'), 'password')).toBe(
      'This is one of the 3,000 commonest passwords. Choose another.',
    );
    expect(fieldProblem(error('must not be odd'), 'password')).toBe('Must not be odd.');
  });

  it('is nothing for another field', () => {
    expect(fieldProblem(error('x'), 'username')).toBeNull();
    expect(fieldProblem(null, 'password')).toBeNull();
  });
});

describe('the one-time code', () => {
  it.each([
    ['setup_abc-DEF_1', 'setup_abc-DEF_1'],
    [' setup_abc \n', 'setup_abc'],
    ['"setup_code": "setup_abc"', 'setup_abc'],
    ['setup_code: setup_abc', 'setup_abc'],
    ['other', 'other'],
  ])('is found in %j', (typed, code) => {
    expect(bareCode(typed)).toBe(code);
  });
});

describe('the wait after too many attempts', () => {
  const error = { at: 1_000_000, retryAfter: 30 };

  it('counts down to 0', () => {
    expect(secondsToWait(error, 1_000_000)).toBe(30);
    expect(secondsToWait(error, 1_000_500)).toBe(30);
    expect(secondsToWait(error, 1_029_001)).toBe(1);
    expect(secondsToWait(error, 1_099_000)).toBe(0);
  });

  it('is none when the server names none', () => {
    expect(secondsToWait({ at: 0, retryAfter: null }, 5)).toBe(0);
  });
});

describe('an estimate', () => {
  const estimate: BackfillEstimate = {
    candles: 17520,
    stored: 0,
    to_fetch: 17520,
    requests: 18,
    seconds: 12,
    provider: 'binance',
    from: '',
    to: '',
    series: [],
    notes: [],
  };

  it('says how much, and how long', () => {
    expect(estimateText(estimate, 'en-GB')).toBe('17,520 candles, about 12 s within Binance’s limits.');
  });

  it('never promises 0 seconds', () => {
    expect(estimateText({ ...estimate, seconds: 0.2 }, 'en-GB')).toContain('about 1 s');
  });

  it('says when everything is there, and when the time is not known', () => {
    expect(estimateText({ ...estimate, stored: 17520, to_fetch: 0 }, 'en-GB')).toBe(
      'All 17,520 candles are stored already.',
    );
    expect(estimateText({ ...estimate, seconds: null }, 'en-GB')).toContain('how long is not known');
  });
});

describe('the address', () => {
  it('knows the tabs', () => {
    expect(parseAccountSearch({ tab: 'tokens' })).toEqual({ tab: 'tokens' });
    expect(parseAccountSearch({ tab: 'export' })).toEqual({});
  });

  it('leads to pages of this site only', () => {
    expect(parseSignInSearch({ next: '/chart?market=BTCUSDT@binance' })).toEqual({
      next: '/chart?market=BTCUSDT@binance',
    });
    expect(parseSignInSearch({ next: '//evil.example' })).toEqual({});
    expect(parseSignInSearch({ next: '/\\evil.example' })).toEqual({});
    expect(parseSignInSearch({ next: 'https://evil.example' })).toEqual({});
  });
});

describe('the choices of the appearance', () => {
  it('show how numbers look', () => {
    expect(exampleNumber('de-DE')).toBe('1.234.567,89');
    expect(localeOptions('pt-BR').some(({ value }) => value === 'pt-BR')).toBe(true);
  });

  it('have UTC first, and each zone once', () => {
    const zones = zoneOptions('Europe/Berlin').map(({ value }) => value);
    expect(zones[0]).toBe('UTC');
    expect(new Set(zones).size).toBe(zones.length);
  });
});
