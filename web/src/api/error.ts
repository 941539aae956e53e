import type { components } from './schema';

type ErrorCode = components['schemas']['ErrorCode'];
type Candidate = components['schemas']['Candidate'];

/** A field of the request that the server refused; `field` as the server names it: `body.symbol`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * The one error of the API. `UNREACHABLE` is no answer at all, `UNREADABLE` an answer that is not the server's
 * (a proxy's page).
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode | 'UNREACHABLE' | 'UNREADABLE';
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  readonly fields: readonly FieldError[];
  /** What an ambiguous name may mean. */
  readonly candidates: readonly Candidate[];
  readonly requestId: string | null;
  /** Seconds after which a repetition may succeed. */
  readonly retryAfter: number | null;
  /** When the answer arrived, milliseconds since 1970. */
  readonly at: number;

  constructor(facts: {
    code: ApiError['code'];
    message: string;
    status: number;
    fields?: readonly FieldError[];
    candidates?: readonly Candidate[];
    requestId?: string | null;
    retryAfter?: number | null;
    cause?: unknown;
  }) {
    super(facts.message, { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.fields = facts.fields ?? [];
    this.candidates = facts.candidates ?? [];
    this.requestId = facts.requestId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
    this.at = Date.now();
  }

  /** The message of a field: `symbol` finds `body.symbol`, `body.symbol[0]` and `symbol`. */
  fieldMessage(name: string): string | null {
    const bare = (field: string) => field.replace(/^(body|query|path)\./, '').replace(/\[\d+\].*$/, '');
    return this.fields.find((error) => bare(error.field) === name)?.message ?? null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function retryAfter(response: Response): number | null {
  const text = response.headers.get('Retry-After');
  if (text === null) return null;
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/** The error that a response states. `body` is its parsed body, or text when it was not JSON. */
export function toApiError(response: Response, body: unknown): ApiError {
  const facts = {
    status: response.status,
    requestId: response.headers.get('X-Request-Id'),
    retryAfter: retryAfter(response),
  };
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : null;
  if (!isRecord(body) || error === null || typeof error['code'] !== 'string') {
    const message = `The server answered with status ${response.status}.`;
    return new ApiError({ ...facts, code: 'UNREADABLE', message });
  }
  const details = isRecord(error['details']) ? error['details'] : {};
  const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);
  const text = typeof body['detail'] === 'string' ? body['detail'] : error['message'];
  return new ApiError({
    ...facts,
    code: error['code'] as ErrorCode,
    message: typeof text === 'string' ? text : '',
    fields: list<FieldError>(details['errors']),
    candidates: list<Candidate>(details['candidates']),
  });
}

export const unreachable = (cause: unknown): ApiError =>
  new ApiError({ code: 'UNREACHABLE', status: 0, message: 'The server did not answer.', cause });
