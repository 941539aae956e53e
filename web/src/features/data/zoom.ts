import { DAY, INTERVAL_MILLIS } from '@/lib/time';

/** A stretch of time in milliseconds, its end exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The fewest candles that are worth a look of their own. */
const FEWEST = 12;
const LONGEST_MONTH = 31 * DAY;

/** The length of the shortest stretch of an interval. */
export const shortest = (interval: string): number => FEWEST * (INTERVAL_MILLIS[interval] ?? LONGEST_MONTH);

const length = ({ from, to }: Window): number => to - from;

/** The window moved and cut so that it lies in the whole, and is not shorter than `least`. */
export function fit(window: Window, whole: Window, least: number): Window {
  const wanted = Math.min(length(whole), Math.max(least, length(window)));
  const middle = (window.from + window.to) / 2;
  const begin = Math.max(whole.from, Math.min(whole.to - wanted, middle - wanted / 2));
  const from = Math.round(begin);
  return { from, to: Math.min(whole.to, Math.round(begin + wanted)) };
}

/** Makes the window longer or shorter around a time in it, which keeps its place. */
export function scale(window: Window, whole: Window, least: number, factor: number, around: number): Window {
  const wanted = Math.min(length(whole), Math.max(least, length(window) * factor));
  const share = length(window) === 0 ? 0.5 : (around - window.from) / length(window);
  const from = around - wanted * share;
  return fit({ from, to: from + wanted }, whole, least);
}

/** Moves the window by a share of its length. */
export function pan(window: Window, whole: Window, share: number): Window {
  const step = length(window) * share;
  return fit({ from: window.from + step, to: window.to + step }, whole, 0);
}

export const isWhole = (window: Window, whole: Window): boolean =>
  window.from <= whole.from && window.to >= whole.to;

/** A stretch with as much again on each side of it, so that one sees where it lies. */
export const around = (window: Window, whole: Window, least: number): Window =>
  fit({ from: window.from - length(window), to: window.to + length(window) }, whole, least);

/** An instant for the address and the server: whole seconds. */
export const instantText = (millis: number): string => `${new Date(millis).toISOString().slice(0, 19)}Z`;

/** The part of a bar that lies at a point: `edges` are the left and right of each of its stretches in pixels. */
export function timeAt(
  x: number,
  edges: readonly { readonly left: number; readonly right: number }[],
  spans: readonly { readonly from: string; readonly to: string }[],
): number | null {
  for (const [at, edge] of edges.entries()) {
    const span = spans[at];
    if (span === undefined) return null;
    if (x > edge.right && at < edges.length - 1) continue;
    const share = Math.min(1, Math.max(0, (x - edge.left) / Math.max(1, edge.right - edge.left)));
    const from = Date.parse(span.from);
    return Math.round(from + share * (Date.parse(span.to) - from));
  }
  return null;
}
