import type { CandleFrame, FrameRequest, SeriesName } from '@/api/candles';
import { ApiError } from '@/api/error';
import type { CandleData } from '@/api/stream-messages';
import type { IndexRange } from '@/charts/bar-window';
import type { Columns } from '@/charts/columns';
import { indexAt, mergeColumns, sliceColumns, withBar, withOverlays } from '@/charts/columns';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { toInstant } from '@/lib/time';
import { barOf, columnsOf, requestedColumns } from './frame-columns';
import { lengthOf, nextOpen, opensBefore } from './intervals';

/** What the plot shows. */
export type SourceState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'ready'; readonly loading: boolean; readonly fault: boolean };

/** `page`: other or more candles; `closed`: newer ones; `bar`: the newest changed or one was appended. */
export type SourceChange = 'opened' | 'page' | 'closed' | 'bar';

/** Open times in seconds, inclusive. */
export interface TimeRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export type FrameFacts = Pick<CandleFrame, 'symbol' | 'base' | 'quote' | 'simulated'>;
type FetchFrame = (request: FrameRequest, signal: AbortSignal) => Promise<CandleFrame>;
type ChangeListener = (columns: Columns, change: SourceChange) => void;

const PAGE = 2000;
const MARGIN = 800;
const MOST_OF_A_REQUEST = 10_000;
/** Every page draws all of what is kept anew, in one frame; at the widest view these are several screens. */
const MOST_KEPT = 16_000;
const SCREENS_KEPT = 8;
const SHARE_AFTER_CUT = 0.75;
const SCREENS_AHEAD = 1.5;
const RETRY_MILLIS = 4_000;
const OVERLAY_WAITS = [600, 2_000, 5_000] as const;

/**
 * The candles of a series around what is on the screen: pages of the server in both directions, and the running
 * bar of the stream. It keeps a bounded number of them.
 */
export class CandleSource {
  readonly state: Store<SourceState> = createStore<SourceState>({ kind: 'loading' });
  columns: Columns | null = null;
  facts: FrameFacts | null = null;
  /** The indicators of the columns, as the server names them. */
  indicators: readonly string[] = [];
  /** Whether the columns reach the newest candle that is stored. */
  atEnd = false;
  private atStart = false;
  private readonly series: SeriesName;
  private readonly fetchFrame: FetchFrame;
  private readonly changed: ChangeListener;
  private wanted: readonly string[];
  private abort = new AbortController();
  private paging = { older: false, newer: false };
  private failedAt = 0;
  private mostKept = MOST_KEPT;
  private timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    series: SeriesName,
    indicators: readonly string[],
    fetchFrame: FetchFrame,
    changed: ChangeListener,
  ) {
    this.series = series;
    this.wanted = indicators;
    this.fetchFrame = fetchFrame;
    this.changed = changed;
  }

  /** Reads the candles of a range, or the newest ones. */
  async open(range: TimeRange): Promise<void> {
    this.begin();
    this.state.set({ kind: 'loading' });
    try {
      const columns = await this.read(this.requestOf(range), this.abort.signal);
      const outside = columns.times.length === 0 && (range.from !== undefined || range.to !== undefined);
      if (outside) {
        await this.open({});
        return;
      }
      if (columns.times.length === 0) this.state.set({ kind: 'empty' });
      else this.put(columns, 'opened');
    } catch (error) {
      this.fail(error);
    }
  }

  /** Other indicators: the columns stay until those with the new ones are there. */
  setIndicators(indicators: readonly string[], view: TimeRange): void {
    if (indicators.join() === this.wanted.join()) return;
    this.wanted = indicators;
    void this.reload(view);
  }

  /** Reads what is on the screen anew: stored candles changed, or were added. */
  async reload(view: TimeRange): Promise<void> {
    const before = this.columns;
    if (before === null || view.from === undefined) return this.open(view);
    this.begin();
    const { signal } = this.abort;
    try {
      const columns = await this.read(this.requestOf(view), signal);
      if (columns.times.length === 0) return;
      // The running bar is not stored; it stays.
      const end = nextOpen(this.series.interval, columns.times.at(-1) ?? 0);
      const rest = indexAt(before, end);
      const joined = this.atEnd && before.times[rest] === end;
      const tail = { ...sliceColumns(before, rest, before.times.length), overlays: [] };
      this.put(joined ? mergeColumns(columns, tail) : columns, 'page');
    } catch (error) {
      this.faultPage(error);
    }
  }

  /** Loads pages where what is on the screen comes near to an end of the columns. */
  need(view: IndexRange): void {
    const length = this.columns?.times.length ?? 0;
    if (length === 0 || Date.now() - this.failedAt < RETRY_MILLIS) return;
    const bars = view.to - view.from;
    const near = Math.max(MARGIN, SCREENS_AHEAD * bars);
    this.mostKept = Math.max(MOST_KEPT, SCREENS_KEPT * bars);
    if (!this.atStart && view.from < near) void this.loadOlder();
    if (!this.atEnd && view.to > length - near) void this.loadNewer();
  }

  /** Reads newer candles after events may have been missed. */
  async catchUp(): Promise<void> {
    const { columns } = this;
    if (columns === null || !this.atEnd) return;
    const at = Math.max(0, columns.times.length - 2);
    const from = toInstant((columns.times[at] ?? 0) * 1000);
    await this.page('newer', { from, limit: MOST_OF_A_REQUEST }, 'closed');
  }

  /** The updates of the stream, in order. */
  live(updates: readonly CandleData[]): void {
    for (const update of updates) this.liveBar(update);
  }

  private liveBar(update: CandleData): void {
    const { columns } = this;
    const bar = barOf(update);
    const last = columns?.times.at(-1);
    if (columns === null || last === undefined || !this.atEnd) return;
    const next = nextOpen(this.series.interval, last);
    if (bar.time > next) {
      const to = toInstant(bar.time * 1000);
      const request = { from: toInstant(next * 1000), to, limit: MOST_OF_A_REQUEST };
      void this.page('newer', request, 'closed').then((done) => done && this.liveBar(update));
      return;
    }
    if (bar.time < (columns.times[0] ?? 0)) return;
    this.columns = withBar(columns, bar, nextOpen(this.series.interval, bar.time));
    this.changed(this.columns, bar.time < last ? 'page' : 'bar');
    if (update.closed && this.wanted.length > 0) this.awaitOverlays(bar.time, 0);
  }

  /** The server computes indicators of a closed bar once it is stored. */
  private awaitOverlays(time: number, attempt: number): void {
    const wait = OVERLAY_WAITS[attempt];
    if (wait === undefined) return;
    const { signal } = this.abort;
    const timer = setTimeout(() => {
      const to = toInstant(nextOpen(this.series.interval, time) * 1000);
      this.read({ from: toInstant(time * 1000), to, limit: 1 }, signal).then(
        (page) => {
          if (this.columns === null || signal.aborted) return;
          if (page.overlays.every((overlay) => Number.isNaN(overlay[0])))
            return this.awaitOverlays(time, attempt + 1);
          this.columns = withOverlays(this.columns, page);
          this.changed(this.columns, 'page');
        },
        () => this.awaitOverlays(time, attempt + 1),
      );
    }, wait);
    this.timers.push(timer);
  }

  private loadOlder(): Promise<boolean> {
    const to = toInstant((this.columns?.times[0] ?? 0) * 1000);
    return this.page('older', { to, limit: PAGE }, 'page');
  }

  private loadNewer(): Promise<boolean> {
    const last = this.columns?.times.at(-1) ?? 0;
    const from = toInstant(nextOpen(this.series.interval, last) * 1000);
    return this.page('newer', { from, limit: PAGE }, 'page');
  }

  private async page(
    side: 'older' | 'newer',
    request: Pick<FrameRequest, 'from' | 'to' | 'limit'>,
    change: SourceChange,
  ): Promise<boolean> {
    if (this.paging[side]) return false;
    this.paging[side] = true;
    this.state.set({ kind: 'ready', loading: true, fault: false });
    const { signal } = this.abort;
    try {
      const page = await this.read(request, signal);
      if (this.columns === null || signal.aborted) return false;
      if (side === 'older' && page.times.length === 0) this.atStart = true;
      this.paging[side] = false;
      this.put(this.cut(mergeColumns(this.columns, page), side), change);
      return true;
    } catch (error) {
      this.paging[side] = false;
      this.faultPage(error);
      return false;
    }
  }

  /** Forgets what is farthest from where more was loaded. */
  private cut(columns: Columns, side: 'older' | 'newer'): Columns {
    const { length } = columns.times;
    if (length <= this.mostKept) return columns;
    const kept = Math.floor(this.mostKept * SHARE_AFTER_CUT);
    if (side === 'newer') {
      this.atStart = false;
      return sliceColumns(columns, length - kept, length);
    }
    this.atEnd = false;
    return sliceColumns(columns, 0, kept);
  }

  private put(columns: Columns, change: SourceChange): void {
    this.columns = columns;
    this.failedAt = 0;
    const loading = this.paging.older || this.paging.newer;
    this.state.set({ kind: 'ready', loading, fault: false });
    this.changed(columns, change);
  }

  private async read(
    request: Pick<FrameRequest, 'from' | 'to' | 'limit'>,
    signal: AbortSignal,
  ): Promise<Columns> {
    const indicators = this.wanted;
    const frame = await this.fetchFrame(
      { ...this.series, ...request, columns: requestedColumns(indicators) },
      signal,
    );
    signal.throwIfAborted();
    const { symbol, base, quote, simulated } = frame;
    this.facts = { symbol, base, quote, simulated };
    this.indicators = indicators;
    const columns = columnsOf(frame, indicators);
    this.noteEnds(frame, columns, request);
    return columns;
  }

  private noteEnds(frame: CandleFrame, { times }: Columns, request: Pick<FrameRequest, 'to'>): void {
    const seconds = (instant: string | null) => (instant === null ? 0 : Date.parse(instant) / 1000);
    const [first] = times;
    if (first !== undefined && first <= seconds(frame.first_open)) this.atStart = true;
    const end = seconds(frame.to);
    const newest = nextOpen(this.series.interval, seconds(frame.last_open));
    if (end >= newest || (request.to === undefined && times.length === 0)) this.atEnd = true;
  }

  private requestOf({ from, to }: TimeRange): Pick<FrameRequest, 'from' | 'to' | 'limit'> {
    const { interval } = this.series;
    const length = lengthOf(interval) / 1000;
    const until = to ?? Date.now() / 1000;
    const bars = from === undefined ? 0 : Math.ceil((until - from) / length);
    const limit = Math.min(MOST_OF_A_REQUEST, Math.max(PAGE, bars + 2 * MARGIN));
    if (to === undefined) return { limit };
    return { to: toInstant(opensBefore(interval, to, -MARGIN) * 1000), limit };
  }

  private fail(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const empty = error instanceof ApiError && error.status === 404;
    this.state.set(empty ? { kind: 'empty' } : { kind: 'failed', error });
  }

  private faultPage(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    this.failedAt = Date.now();
    this.state.set({ kind: 'ready', loading: false, fault: true });
  }

  private begin(): void {
    this.close();
    this.atStart = false;
    this.atEnd = false;
  }

  /** Ends requests that run. */
  close(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.paging = { older: false, newer: false };
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
  }
}
