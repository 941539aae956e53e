import { messages } from '@/lib/text';

/** Texts that components have themselves. */
export const texts = messages('ui', {
  close: 'Close',
  undo: 'Undo',
  notKnown: 'Not known: {reason}',
  notKnownYet: 'Not known yet.',
  exact: 'Exactly {value}',
  buy: 'BUY',
  sell: 'SELL',
  simulated: 'simulated',
  covered: 'covered',
  confirmedEmpty: 'confirmed empty',
  missing: 'missing',
  failed: 'failed',
  unavailable: 'not available at the venue',
  tryAgain: 'Try again',
  forBugReport: 'For a bug report',
  requestId: '{code} · request {id} · {time}',
  withoutRequestId: '{code} · {time}',
  loading: 'Loading',
  between: 'between {low} and {high}',
  lowHigh: 'Low {low}  ·  High {high} {unit}',
  sortBy: 'Sort by {column}',
  remove: 'Remove {name}',
  showPassword: 'Show the password',
  stale: 'older than expected',
});
