import { describe, expect, it } from 'vitest';
import { columnWidths, LEAST_WIDTHS } from './column-widths';
import { marketRow } from './testing';

describe('widths of columns', () => {
  it('are the least ones for usual figures', () => {
    const rows = [marketRow('A', { last: '89450.12', quote_volume_24h: '1904812377.40' })];
    expect(columnWidths(rows, 'en')).toEqual(LEAST_WIDTHS);
  });
  it('grow with the longest price and volume, up to a limit', () => {
    const rows = [
      marketRow('A', { last: '1234567890.12345678', volume_24h: '7' }),
      marketRow('B', { last: null }),
    ];
    expect(columnWidths(rows, 'en').price).toBe(200);
    const huge = [marketRow('A', { last: '123456789012345678901234567890.12345678' })];
    expect(columnWidths(huge, 'en').price).toBe(200);
  });
});
