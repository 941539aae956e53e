import type { InternalHorzScaleItem, TickMarkWeightValue } from 'lightweight-charts';
import { defaultHorzScaleBehavior } from 'lightweight-charts';
import type { ZoneOffset } from './zone-offset';

/** Weights of the library: marks of a greater weight are kept when there is little room. */
const WEIGHTS: readonly (readonly [seconds: number, weight: number])[] = [
  [12 * 3600, 33],
  [6 * 3600, 32],
  [3 * 3600, 31],
  [3600, 30],
  [1800, 22],
  [300, 21],
  [60, 20],
  [1, 10],
];
const DAY = 50;
const MONTH = 60;
const YEAR = 70;

/** The weight of a mark at a local time after the previous one, both in seconds. */
export function markWeight(local: number, previous: number): number {
  const date = new Date(local * 1000);
  const before = new Date(previous * 1000);
  if (date.getUTCFullYear() !== before.getUTCFullYear()) return YEAR;
  if (date.getUTCMonth() !== before.getUTCMonth()) return MONTH;
  if (date.getUTCDate() !== before.getUTCDate()) return DAY;
  for (const [seconds, weight] of WEIGHTS)
    if (Math.floor(local / seconds) !== Math.floor(previous / seconds)) return weight;
  return 0;
}

interface Point {
  timeWeight: TickMarkWeightValue;
  readonly time: InternalHorzScaleItem;
  readonly originalTime: unknown;
}

/**
 * The library's scale of time with the days and hours of a zone. Shifting the times themselves would give an hour
 * twice when clocks are set back.
 */
export class ZonedScale extends defaultHorzScaleBehavior() {
  private offset: ZoneOffset = () => 0;

  setOffset(offset: ZoneOffset): void {
    this.offset = offset;
  }

  override fillWeightsForPoints(points: readonly Point[], start: number): void {
    const local = (at: number): number => {
      const time = points[at]?.originalTime;
      return typeof time === 'number' ? time + this.offset(time) : 0;
    };
    const step = points.length > 1 ? local(1) - local(0) : 0;
    let previous = start === 0 ? local(0) - step : local(start - 1);
    for (let at = start; at < points.length; at++) {
      const point = points[at];
      const now = local(at);
      if (point) point.timeWeight = markWeight(now, previous) as TickMarkWeightValue;
      previous = now;
    }
  }
}
