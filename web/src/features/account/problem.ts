import { ApiError } from '@/api/error';

/** What a form shows of a failure; anything unforeseen becomes an error without a sentence of the server. */
export function problemOf(error: unknown): ApiError | null {
  if (error === null || error === undefined) return null;
  if (error instanceof ApiError) return error;
  return new ApiError({ code: 'UNREADABLE', status: 0, message: '', cause: error });
}
