import Big from 'big.js';
import type { DecimalText } from './units';

/** Exact arithmetic on decimals that travel as text. Every function throws on text that is not a decimal. */

export const isDecimal = (text: string): boolean => /^-?(\d+\.?\d*|\.\d+)$/.test(text);

/** Plain digits without an exponent, as typed: `1E-8` is `0.00000001`, `.5` is `0.5`. */
export function plain(text: DecimalText): DecimalText {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  return new Big(text).toFixed();
}

export const signOf = (text: DecimalText): -1 | 0 | 1 => {
  if (!/[1-9]/.test(text.replace(/[eE].*$/, ''))) return 0;
  return text.startsWith('-') ? -1 : 1;
};

export const compare = (a: DecimalText, b: DecimalText): -1 | 0 | 1 => new Big(a).cmp(b);
export const add = (a: DecimalText, b: DecimalText): DecimalText => new Big(a).plus(b).toFixed();
export const subtract = (a: DecimalText, b: DecimalText): DecimalText => new Big(a).minus(b).toFixed();
export const multiply = (a: DecimalText, b: DecimalText): DecimalText => new Big(a).times(b).toFixed();

/** Rounded half to even to so many decimals; zeros are kept. */
export const round = (text: DecimalText, decimals: number): DecimalText =>
  new Big(text).toFixed(decimals, Big.roundHalfEven);

/**
 * Money: 2 decimals, half to even. What is not 0 but would read 0.00 gets as many decimals as show its first
 * digit.
 */
export function roundMoney(text: DecimalText): DecimalText {
  const rounded = round(text, 2);
  if (signOf(rounded) !== 0) return rounded;
  const exact = new Big(text);
  return exact.eq(0) ? '0.00' : exact.prec(1, Big.roundHalfEven).toFixed();
}

/** The number of decimals as written, zeros included. */
export const decimalsOf = (text: DecimalText): number => plain(text).split('.')[1]?.length ?? 0;

/** How far `value` lies from `low` to `high`, 0 to 1, for drawing only; null when there is no range. */
export function share(value: DecimalText, low: DecimalText, high: DecimalText): number | null {
  const range = new Big(high).minus(low);
  if (range.lte(0)) return null;
  const at = new Big(value).minus(low).div(range).toNumber();
  return Math.min(1, Math.max(0, at));
}
