import Big from 'big.js';
import { plain, round, roundMoney, signOf } from './decimal';
import type { DecimalText } from './units';

/** U+2212, as wide as the plus. */
export const MINUS = '−';

/** A piece of a figure; `dim` pieces are zeros that only carry precision. */
export interface Part {
  readonly text: string;
  readonly dim: boolean;
}

/** A figure for people: its sign (`+`, `−` or nothing) and its digits in pieces. */
export interface Figure {
  readonly sign: string;
  readonly parts: readonly Part[];
}

export interface FigureOptions {
  /** A plus before what is more than 0. */
  readonly signed?: boolean;
  /** Whether zeros that only carry precision are set apart. */
  readonly dim?: boolean;
  /** Zeros are added up to so many decimals, so that points of a column align. */
  readonly decimals?: number;
}

interface NumberWords {
  readonly integer: Intl.NumberFormat;
  readonly point: string;
  readonly percent: string;
}

const words = new Map<string, NumberWords>();

function wordsOf(locale: string): NumberWords {
  const known = words.get(locale);
  if (known) return known;
  const options = { numberingSystem: 'latn' } as const;
  const parts = new Intl.NumberFormat(locale, options).formatToParts(1.5);
  const percents = new Intl.NumberFormat(locale, { ...options, style: 'percent' }).formatToParts(1);
  const end = percents.findIndex((part) => part.type === 'integer') + 1;
  const made = {
    integer: new Intl.NumberFormat(locale, options),
    point: parts.find((part) => part.type === 'decimal')?.value ?? '.',
    percent: percents
      .slice(end)
      .map((part) => part.value)
      .join(''),
  };
  words.set(locale, made);
  return made;
}

/** The integer digits in groups as the locale writes them. They pass as a BigInt, never as a number. */
function group(digits: string, locale: string): string {
  return wordsOf(locale)
    .integer.formatToParts(BigInt(digits))
    .map((part) => part.value)
    .join('');
}

/** The length of the leading or trailing zeros that only carry precision. */
function split(integer: string, fraction: string): { lead: number; tail: number } {
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  if (/^0+$/.test(integer) && zeros > 2 && zeros < fraction.length) return { lead: zeros, tail: 0 };
  return { lead: 0, tail: /0*$/.exec(fraction)?.[0].length ?? 0 };
}

/** A decimal for people, with every digit it has. */
export function formatDecimal(text: DecimalText, locale: string, options: FigureOptions = {}): Figure {
  const sign = signOf(text);
  const [integer = '0', given = ''] = plain(text).replace(/^-/, '').split('.');
  const fraction = given.padEnd(options.decimals ?? 0, '0');
  const whole = group(integer, locale);
  const { point } = wordsOf(locale);
  const signText = sign < 0 ? MINUS : options.signed === true && sign > 0 ? '+' : '';
  const parts: Part[] = [];
  const push = (piece: string, dim: boolean) => {
    if (piece !== '') parts.push({ text: piece, dim });
  };
  const { lead, tail } = options.dim === false ? { lead: 0, tail: 0 } : split(integer, fraction);
  const kept = fraction.slice(lead, fraction.length - tail);
  if (lead > 0) push(whole + point + fraction.slice(0, lead), true);
  else push(whole + (kept === '' ? '' : point), false);
  push(kept, false);
  push((kept === '' && tail > 0 ? point : '') + fraction.slice(fraction.length - tail), true);
  return { sign: signText, parts: merge(parts) };
}

/** Joins neighbours of one kind. */
function merge(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.dim === part.dim) out[out.length - 1] = { text: last.text + part.text, dim: part.dim };
    else out.push(part);
  }
  return out;
}

/** The text of a figure. */
export const figureText = (figure: Figure): string =>
  figure.sign + figure.parts.map((part) => part.text).join('');

/** Money for a table: 2 decimals half to even, never 0.00 for what is not 0. The exact value goes in the tip. */
export const formatMoney = (text: DecimalText, locale: string, options: FigureOptions = {}): Figure =>
  formatDecimal(roundMoney(text), locale, { dim: false, ...options });

/** A change in percent, 2 decimals half to even, with its sign. `text` is in percent: `1.84` is +1.84%. */
export function formatPercent(text: DecimalText, locale: string, options: FigureOptions = {}): Figure {
  const figure = formatDecimal(round(text, options.decimals ?? 2), locale, {
    signed: true,
    dim: false,
    ...options,
  });
  const parts = merge([...figure.parts, { text: wordsOf(locale).percent, dim: false }]);
  return { sign: figure.sign, parts };
}

const SHORT_UNITS: readonly (readonly [exponent: number, name: string])[] = [
  [12, 'T'],
  [9, 'B'],
  [6, 'M'],
  [3, 'k'],
];

/** A volume in short: 1.90 B. From 10,000 on; only volumes are shortened, and the exact one is in the tip. */
export function formatShort(text: DecimalText, locale: string): string {
  const value = new Big(text);
  for (const [exponent, name] of SHORT_UNITS) {
    const least = exponent === 3 ? 10_000 : 10 ** exponent;
    const scaled = value.div(new Big(10).pow(exponent));
    // What rounds up to the next unit is written in it: 999,999 is 1.00 M.
    const shown = round(scaled.toFixed(), 2);
    if (value.abs().gte(least) || (exponent > 3 && new Big(shown).abs().gte(1))) {
      const figure = formatDecimal(shown, locale, { dim: false });
      return `${figureText(figure)}\u202f${name}`;
    }
  }
  return figureText(formatDecimal(round(text, 2), locale, { dim: false }));
}

/** A count: 1,156,952. */
export const formatCount = (count: number | bigint, locale: string): string =>
  wordsOf(locale).integer.format(typeof count === 'bigint' ? count : Math.trunc(count));
