import { useCallback, useEffect } from 'react';
import { stream, useTopicPart } from '@/api/live';
import type { MarketRow } from '@/api/markets';
import type { LastData, TickData } from '@/api/stream-messages';
import type { DecimalText } from '@/lib/units';

/** The figures of a market that move. */
export interface Figures {
  readonly last: DecimalText | null;
  /** When the last price is from. */
  readonly at: string | null;
  readonly high: DecimalText | null;
  readonly low: DecimalText | null;
  readonly volume: DecimalText | null;
  readonly change: DecimalText | null;
  readonly percent: DecimalText | null;
}

type RowTopic = `last:${string}` | `ticks:${string}`;
type RowData = Partial<LastData> & Partial<TickData>;

export const topicOf = (row: MarketRow): RowTopic | null => row.topic as RowTopic | null;

const readFigures = (row: MarketRow): Figures => ({
  last: row.last,
  at: row.last_at,
  high: row.high_24h,
  low: row.low_24h,
  volume: row.volume_24h,
  change: row.change_24h,
  percent: row.change_percent_24h,
});

/** The newer of what was read and what the stream brought. What an update does not have stays as it was read. */
export function figuresOf(row: MarketRow, data: LastData | TickData | undefined): Figures {
  const read = readFigures(row);
  if (data === undefined) return read;
  if (row.last_at !== null && Date.parse(data.timestamp) < Date.parse(row.last_at)) return read;
  const update = data as RowData;
  return {
    last: data.price,
    at: data.timestamp,
    high: update.high_24h ?? read.high,
    low: update.low_24h ?? read.low,
    volume: update.volume_24h ?? read.volume,
    change: update.change_24h ?? read.change,
    percent: update.change_percent_24h ?? read.percent,
  };
}

/** The figures now, outside of rendering: for sorting, and for what is renewed by the clock. */
export const currentFigures = (row: MarketRow): Figures =>
  figuresOf(row, row.topic === null ? undefined : (stream.value(row.topic) as LastData | undefined));

/** One live figure of a row; renders when this figure changes. */
export function useFigure(row: MarketRow, name: keyof Figures): string | null {
  const select = useCallback(
    (data: LastData | TickData | undefined) => figuresOf(row, data)[name],
    [row, name],
  );
  return useTopicPart(topicOf(row), select);
}

const ignore = () => undefined;

/** Keeps the figures of all rows current, those off the screen too, so that an order can be made of them. */
export function useAllFigures(rows: readonly MarketRow[]): void {
  const topics = rows.flatMap((row) => row.topic ?? []).join(' ');
  useEffect(() => {
    if (topics === '') return undefined;
    const ends = topics.split(' ').map((topic) => stream.follow(topic, ignore));
    return () => ends.forEach((end) => end());
  }, [topics]);
}
