import type { CoverageSpan, CoverageState } from '@/api/series';

/** The worst first, as the server orders them. */
const WORST: readonly CoverageState[] = ['failed', 'missing', 'confirmed_empty', 'unavailable', 'covered'];

export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly state: CoverageState;
}

const iso = (millis: number): string => new Date(millis).toISOString();

/** Joins neighbours of one state. */
function join(spans: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.state === span.state) joined[joined.length - 1] = { ...last, to: span.to };
    else joined.push(span);
  }
  return joined;
}

/**
 * At most so many stretches, for a bar that has no room for more: each part of equal length then shows the
 * worst state in it. For drawing only.
 */
export function fitSpans(spans: readonly Stretch[], most: number): readonly Stretch[] {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined || spans.length <= most) return spans;
  const from = Date.parse(first.from);
  const step = (Date.parse(last.to) - from) / most;
  const worst = new Array<number>(most).fill(WORST.length - 1);
  for (const span of spans) {
    const rank = WORST.indexOf(span.state);
    const begin = Math.max(0, Math.floor((Date.parse(span.from) - from) / step));
    const end = Math.min(most, Math.max(begin + 1, Math.ceil((Date.parse(span.to) - from) / step)));
    for (let at = begin; at < end; at++) worst[at] = Math.min(worst[at] ?? rank, rank);
  }
  return join(
    worst.map((rank, at) => ({
      from: iso(from + at * step),
      to: iso(from + (at + 1) * step),
      state: WORST[rank] ?? 'covered',
    })),
  );
}

/** The part of a bar between two times, to be drawn until the server's own stretches of it are there. */
export function cropSpans(spans: readonly CoverageSpan[], from: number, to: number): CoverageSpan[] {
  return spans
    .filter((span) => Date.parse(span.to) > from && Date.parse(span.from) < to)
    .map((span) => ({
      ...span,
      from: Date.parse(span.from) < from ? iso(from) : span.from,
      to: Date.parse(span.to) > to ? iso(to) : span.to,
    }));
}
