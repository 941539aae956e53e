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

/** The least room of a stretch and the gap beside it in pixels; what failed carries a cross. */
const roomOf = (state: CoverageState): number => (state === 'failed' ? 13 : 6);
const FEWEST_PARTS = 4;

const room = (spans: readonly Stretch[]): number => spans.reduce((sum, span) => sum + roomOf(span.state), 0);

/** So many parts of equal length, each with the worst state in it, equal neighbours joined. */
function divide(spans: readonly Stretch[], from: number, to: number, parts: number): Stretch[] {
  const step = (to - from) / parts;
  const worst = new Array<number>(parts).fill(WORST.length - 1);
  for (const span of spans) {
    const rank = WORST.indexOf(span.state);
    const begin = Math.max(0, Math.floor((Date.parse(span.from) - from) / step));
    const end = Math.min(parts, Math.max(begin + 1, Math.ceil((Date.parse(span.to) - from) / step)));
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

/** The stretches as they are when a bar has room for them, else joined to what it has room for. Drawing only. */
export function fitSpans<S extends Stretch>(spans: readonly S[], width: number): readonly (S | Stretch)[] {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined || room(spans) <= width) return spans;
  const from = Date.parse(first.from);
  const to = Date.parse(last.to);
  let parts = Math.max(FEWEST_PARTS, Math.floor(width / roomOf('covered')));
  let fitted = divide(spans, from, to, parts);
  while (room(fitted) > width && parts > FEWEST_PARTS) {
    parts = Math.max(FEWEST_PARTS, Math.floor(parts * 0.85));
    fitted = divide(spans, from, to, parts);
  }
  return fitted;
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
