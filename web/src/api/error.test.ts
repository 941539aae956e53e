import { describe, expect, it } from 'vitest';
import { toApiError } from './error';
import { isTransient, retryDelay } from './query-client';

const problem = {
  type: 'about:blank',
  title: 'Unprocessable',
  status: 422,
  detail: 'The request is not valid',
  error: {
    code: 'VALIDATION_ERROR',
    message: 'The request is not valid',
    details: {
      errors: [
        { field: 'body.symbols[0]', message: 'is not known' },
        { field: 'body.from', message: 'must be before to' },
      ],
    },
  },
};

const response = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe('an error of the API', () => {
  it('has code, message, fields and request id of a problem', () => {
    const error = toApiError(response(422, { 'X-Request-Id': '7f3a' }), problem);
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', status: 422, requestId: '7f3a' });
    expect(error.message).toBe('The request is not valid');
    expect(error.fieldMessage('symbols')).toBe('is not known');
    expect(error.fieldMessage('from')).toBe('must be before to');
    expect(error.fieldMessage('to')).toBeNull();
  });

  it('has the wait that the server names, in seconds or as a date', () => {
    expect(toApiError(response(429, { 'Retry-After': '7' }), problem).retryAfter).toBe(7);
    const date = new Date(Date.now() + 60_000).toUTCString();
    expect(toApiError(response(503, { 'Retry-After': date }), problem).retryAfter).toBeGreaterThan(57);
    expect(toApiError(response(503), problem).retryAfter).toBeNull();
  });

  it('says so when the answer is not the server’s', () => {
    const error = toApiError(response(502), '<html>Bad Gateway</html>');
    expect(error).toMatchObject({ code: 'UNREADABLE', status: 502 });
  });
});

describe('a repetition', () => {
  it('is made of what may succeed later only', () => {
    const of = (status: number, code = 'BUSY') =>
      isTransient(toApiError(response(status), { error: { code, message: '', details: {} } }));
    expect([of(503), of(429), of(404), of(422), of(503, 'OUTCOME_UNKNOWN')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('waits as long as the server names, else longer each time', () => {
    expect(retryDelay(0, toApiError(response(429, { 'Retry-After': '7' }), problem))).toBe(7000);
    expect([0, 1, 2, 9].map((failures) => retryDelay(failures, new Error()))).toEqual([
      1000, 2000, 4000, 30_000,
    ]);
  });
});
