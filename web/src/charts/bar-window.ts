/** A stretch of indices; `to` is exclusive. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

const LEAST_MARGIN = 600;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * The bars that the chart holds: those on the screen and some beside them. The library takes all its data anew
 * at a change at either end, so that they are few and change seldom.
 */
export function windowAround(visible: IndexRange, length: number): IndexRange {
  const width = Math.max(1, visible.to - visible.from);
  const margin = Math.max(LEAST_MARGIN, Math.ceil(width * 1.5));
  const from = clamp(Math.floor(visible.from) - margin, 0, length);
  const to = clamp(Math.ceil(visible.to) + margin, from, length);
  return { from, to };
}

/** Whether the visible bars are so near to an end of the held ones that others must be held. */
export function needsWindow(visible: IndexRange, held: IndexRange, length: number): boolean {
  const near = Math.max(LEAST_MARGIN / 3, (visible.to - visible.from) * 0.5);
  const lacksOlder = held.from > 0 && visible.from - held.from < near;
  const lacksNewer = held.to < length && held.to - visible.to < near;
  return lacksOlder || lacksNewer;
}
