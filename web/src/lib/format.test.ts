import { describe, expect, it } from 'vitest';
import type { Figure } from './format';
import {
  figureText,
  formatCount,
  formatDecimal,
  formatMoney,
  formatPercent,
  formatShort,
  MINUS,
} from './format';

/** Dimmed pieces in brackets. */
const marked = (figure: Figure): string =>
  figure.sign + figure.parts.map((part) => (part.dim ? `[${part.text}]` : part.text)).join('');

const text = (value: string, locale = 'en-US') => figureText(formatDecimal(value, locale));

describe('a decimal', () => {
  it('is grouped as the locale groups', () => {
    expect(text('1904812377.40')).toBe('1,904,812,377.40');
    expect(text('1904812377.40', 'de-DE')).toBe('1.904.812.377,40');
    expect(text('1904812377.40', 'hi-IN')).toBe('1,90,48,12,377.40');
  });

  it('keeps every digit, also those that a number has no room for', () => {
    expect(text('12345678901234567890.123456789012345678')).toBe(
      '12,345,678,901,234,567,890.123456789012345678',
    );
  });

  it('dims the zeros that only carry precision', () => {
    const dimmed = (value: string) => marked(formatDecimal(value, 'en-US'));
    expect(dimmed('0.35000000')).toBe('0.35[000000]');
    expect(dimmed('0.00001234')).toBe('[0.0000]1234');
    expect(dimmed('1200.00000000')).toBe('1,200[.00000000]');
    expect(dimmed('89450.12')).toBe('89,450.12');
    expect(dimmed('0.0356')).toBe('0.0356');
    expect(dimmed('0.00000000')).toBe('0[.00000000]');
    expect(dimmed('7')).toBe('7');
  });

  it('has zeros added so that points of a column align', () => {
    expect(marked(formatDecimal('1.5', 'en-US', { decimals: 4 }))).toBe('1.5[000]');
    expect(marked(formatDecimal('2', 'de-DE', { decimals: 2 }))).toBe('2[,00]');
  });

  it('has the minus sign as wide as the plus, and 0 has none', () => {
    expect(MINUS).toBe('\u2212');
    expect(text('-815.61')).toBe('\u2212815.61');
    const signed = (value: string) => figureText(formatDecimal(value, 'en-US', { signed: true }));
    expect([signed('1616.40'), signed('-1'), signed('0.00'), signed('-0.00')]).toEqual([
      '+1,616.40',
      '\u22121',
      '0.00',
      '0.00',
    ]);
  });
});

describe('money', () => {
  it('has two decimals in each locale', () => {
    expect(figureText(formatMoney('63457.081', 'en-US'))).toBe('63,457.08');
    expect(figureText(formatMoney('63457.085', 'de-DE'))).toBe('63.457,08');
    expect(figureText(formatMoney('6345708.5', 'hi-IN'))).toBe('63,45,708.50');
  });

  it('shows the first digit of what is below half a cent', () => {
    expect(figureText(formatMoney('0.0004', 'en-US', { signed: true }))).toBe('+0.0004');
  });
});

describe('a change in percent', () => {
  it('has its sign, two decimals and the sign of the locale', () => {
    expect(figureText(formatPercent('1.84', 'en-US'))).toBe('+1.84%');
    expect(figureText(formatPercent('-2.405', 'en-US'))).toBe('\u22122.40%');
    expect(figureText(formatPercent('0', 'en-US'))).toBe('0.00%');
    expect(figureText(formatPercent('-3.87', 'de-DE'))).toBe('\u22123,87\u00a0%');
    expect(figureText(formatPercent('1234.5', 'hi-IN'))).toBe('+1,234.50%');
  });
});

describe('a volume in short', () => {
  it('has the unit of its size', () => {
    const short = (value: string) => formatShort(value, 'en-US').replaceAll('\u202f', ' ');
    expect([short('1904812377.40'), short('401122840.95'), short('12345.6'), short('862.119')]).toEqual([
      '1.90 B',
      '401.12 M',
      '12.35 k',
      '862.12',
    ]);
    expect([short('9999.5'), short('9120448210344'), short('0')]).toEqual(['9,999.50', '9.12 T', '0.00']);
  });

  it('moves to the next unit when it rounds up to it', () => {
    expect(formatShort('999999999', 'en-US')).toBe('1.00\u202fB');
    expect(formatShort('999999', 'en-US')).toBe('1.00\u202fM');
  });

  it('has the point of the locale', () => {
    expect(formatShort('1904812377.40', 'de-DE')).toBe('1,90\u202fB');
  });
});

describe('a count', () => {
  it('is grouped', () => {
    expect(formatCount(1156952, 'en-US')).toBe('1,156,952');
    expect(formatCount(1156952, 'hi-IN')).toBe('11,56,952');
  });
});
