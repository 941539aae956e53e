import type { Columns } from '@/charts/columns';
import { CANDLE_COLUMNS } from '@/charts/columns';
import { toInstant } from '@/lib/time';

/** The shown candles as CSV, each figure as the server sent it. A time without a candle has empty fields. */
export function csvOf(columns: Columns, indicators: readonly string[], from: number, to: number): string {
  const lines = [['time', ...CANDLE_COLUMNS, ...indicators].map(quoted).join(',')];
  for (let at = from; at < to; at++) {
    const time = toInstant((columns.times[at] ?? 0) * 1000).replace('.000Z', 'Z');
    const texts = CANDLE_COLUMNS.map((name) => columns.texts[name][at] ?? '');
    const values = indicators.map((_, index) => {
      const value = columns.overlays[index]?.[at] ?? Number.NaN;
      return Number.isNaN(value) ? '' : String(value);
    });
    lines.push([time, ...texts, ...values].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A name of a file: `BTCUSDT-binance-1h-2026-03-08-2026-03-12.csv` */
export function fileName(
  parts: { market: string; interval: string; from: number; to: number; theme?: string },
  extension: string,
): string {
  const day = (seconds: number) => toInstant(seconds * 1000).slice(0, 10);
  const { market, interval, from, to, theme } = parts;
  const name = [market.replace('@', '-'), interval, day(from), day(to), theme].filter(Boolean).join('-');
  return `${name.replace(/[^\w.-]+/g, '_')}.${extension}`;
}

/** Gives a file to the browser's downloads. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
