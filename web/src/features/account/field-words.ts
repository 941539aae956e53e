import type { ApiError } from '@/api/error';
import type { Text } from '@/lib/text';
import { t } from '@/lib/text';
import { texts } from './texts';

const KNOWN: readonly (readonly [fragment: string, text: Text])[] = [
  ['is one of the commonest passwords', texts.passwordCommon],
  ['must not be the username', texts.passwordIsName],
  ['must not be one character repeated', texts.passwordRepeated],
  ['must have 8 to 128 characters', texts.passwordLength],
  ['letters, digits, _ or -', texts.usernameRule],
  ['is reserved', texts.reserved],
];

/** A sentence of what the server says of a field: `must not be blank` becomes `Must not be blank.` */
export function toSentence(message: string): string {
  const trimmed = message.trim();
  if (trimmed === '') return trimmed;
  const start = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?”]$/.test(start) ? start : `${start}.`;
}

/** What is wrong with a field, for the person who typed it; null when the error does not name the field. */
export function fieldProblem(error: ApiError | null, field: string): string | null {
  const message = error?.fieldMessage(field) ?? null;
  if (message === null) return null;
  const known = KNOWN.find(([fragment]) => message.includes(fragment));
  return known ? t(known[1]) : toSentence(message);
}
