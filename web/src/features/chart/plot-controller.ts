import type { FrameRequest, SeriesName } from '@/api/candles';
import { fetchFrame } from '@/api/candles';
import type { CandleData } from '@/api/stream-messages';
import { CandleChart } from '@/charts/candle-chart';
import type { ChartParts, ChartView } from '@/charts/candle-chart';
import type { ChartWords } from '@/charts/chart-options';
import { RIGHT_BARS } from '@/charts/chart-options';
import type { Columns } from '@/charts/columns';
import { indexAt } from '@/charts/columns';
import type { LastPrice } from '@/charts/price-tag';
import { decimalsOf } from '@/lib/decimal';
import { createStore } from '@/lib/store';
import type { SourceChange, TimeRange } from './candle-source';
import { CandleSource } from './candle-source';
import type { Indicator } from './indicators';
import { columnOf } from './indicators';
import type { LegendState } from './legend';
import type { PlotHandle, ShownRange } from './plot-handle';

export type MountParts = Pick<ChartParts, 'host' | 'labels' | 'words' | 'describeGap' | 'onGap'>;

/** The stretch on the screen, and whether it is the one that the page begins with. */
export interface ShownView extends ShownRange {
  readonly atEnd: boolean;
  readonly usual: boolean;
}

const SETTLE_MILLIS = 350;
const DECIMALS_OF = 300;
const MOST_DECIMALS = 12;
/** Bars around a short stretch that is shown. */
const AROUND = 40;

/** The most decimals of the newest prices. */
function decimalsIn({ texts, times }: Columns): number {
  let most = 0;
  for (let at = Math.max(0, times.length - DECIMALS_OF); at < times.length; at++)
    for (const name of ['open', 'high', 'low', 'close'] as const)
      most = Math.max(most, decimalsOf(texts[name][at] ?? '0'));
  return Math.min(MOST_DECIMALS, most);
}

/** Joins the candles that are loaded with the chart that draws them. */
export class PlotController implements PlotHandle {
  readonly legend = createStore<LegendState | null>(null);
  readonly source: CandleSource;
  /** The most decimals of a price, known once candles are loaded. */
  readonly decimals = createStore(0);
  readonly atEnd = createStore(true);
  private readonly onShown: (view: ShownView) => void;
  private chart: CandleChart | null = null;
  private indicators: readonly Indicator[];
  private range: TimeRange;
  private pointed: number | null = null;
  private version = 0;
  private settle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    series: SeriesName,
    indicators: readonly Indicator[],
    range: TimeRange,
    onShown: (view: ShownView) => void,
  ) {
    this.indicators = indicators;
    this.range = range;
    this.onShown = onShown;
    const read = (request: FrameRequest, signal: AbortSignal) => fetchFrame(request, signal);
    this.source = new CandleSource(series, indicators.map(columnOf), read, (columns, change) =>
      this.changed(columns, change),
    );
  }

  /** Draws into elements, until the returned function is called. */
  mount(parts: MountParts): () => void {
    this.chart = new CandleChart({
      ...parts,
      onView: (view) => this.viewed(view),
      onPoint: (at) => {
        this.pointed = at;
        this.tell();
      },
    });
    void this.source.open(this.range);
    return () => {
      clearTimeout(this.settle);
      this.source.close();
      this.source.columns = null;
      this.chart?.destroy();
      this.chart = null;
    };
  }

  private changed(columns: Columns, change: SourceChange): void {
    const { chart } = this;
    if (chart === null) return;
    this.version++;
    if (change === 'bar') chart.updateBar(columns);
    else {
      this.decimals.set((before) => Math.max(before, decimalsIn(columns)));
      chart.setDecimals(this.decimals.get());
      chart.setOverlays(
        this.indicators.map(({ kind }) => ({ pane: kind === 'volatility' ? 'own' : 'price' })),
      );
      chart.setColumns(columns, change === 'closed');
      if (change === 'opened') this.showRange(columns);
    }
    this.tell();
  }

  private showRange(columns: Columns): void {
    const { from, to } = this.range;
    const last = columns.times.length - 1;
    if (from === undefined && to === undefined) return this.chart?.showNewest();
    const end = to === undefined ? last + RIGHT_BARS : Math.min(last, indexAt(columns, to));
    const start = from === undefined ? end - (this.chart?.usualBars() ?? 100) : indexAt(columns, from);
    this.chart?.showIndices({ from: start, to: Math.max(end, start + 2) });
  }

  private viewed(view: ChartView): void {
    const { columns } = this.source;
    if (columns === null) return;
    this.source.need(view);
    this.atEnd.set(this.source.atEnd && view.atEnd);
    this.tell();
    clearTimeout(this.settle);
    this.settle = setTimeout(() => this.settled(), SETTLE_MILLIS);
  }

  private settled(): void {
    const range = this.shown()?.range;
    const view = this.chart?.view();
    if (!range || !view || this.source.columns === null) return;
    const bars = this.chart?.usualBars() ?? 0;
    const atEnd = this.source.atEnd && view.atEnd;
    const right = this.source.columns.times.length - 1 + RIGHT_BARS;
    const usual = atEnd && Math.abs(view.to - view.from - bars) < 2 && Math.abs(view.to - right) < 1;
    this.onShown({ ...range, atEnd, usual });
  }

  private tell(): void {
    const { columns } = this.source;
    const view = this.chart?.view();
    if (columns === null || !view || columns.times.length === 0) return;
    const newest = Math.min(columns.times.length - 1, Math.floor(view.to));
    const at = this.pointed !== null && this.pointed < columns.times.length ? this.pointed : newest;
    const { indicators, version } = this;
    const runs = this.pointed === null && columns.overlays.every((overlay) => Number.isNaN(overlay[at]));
    const overlaysAt = runs ? Math.max(0, at - 1) : at;
    this.legend.set((before) =>
      before?.at === at && before.version === version
        ? before
        : { columns, at, overlaysAt, indicators, version },
    );
  }

  shown(): { columns: Columns; range: ShownRange } | null {
    const { columns } = this.source;
    const view = this.chart?.view();
    if (columns === null || !view) return null;
    const last = columns.times.length - 1;
    const first = Math.min(last, Math.max(0, Math.ceil(view.from)));
    const end = Math.max(first, Math.min(last, Math.floor(view.to)));
    return { columns, range: { from: columns.times[first] ?? 0, to: columns.times[end] ?? 0 } };
  }

  /** Shows a stretch with what is around it. */
  show({ from, to }: ShownRange): void {
    const { columns } = this.source;
    const first = columns?.times[0] ?? Infinity;
    const last = columns?.times.at(-1) ?? 0;
    if (columns === null || from < first || to > last) {
      this.go({ from, to });
      return;
    }
    this.chart?.showIndices({ from: indexAt(columns, from) - AROUND, to: indexAt(columns, to) + AROUND });
  }

  /** The range of an address. */
  go(range: TimeRange): void {
    this.range = range;
    const { columns } = this.source;
    const { from, to } = range;
    const inside = (time: number | undefined) =>
      time === undefined || (columns?.times.length ? time >= (columns.times[0] ?? 0) : false);
    const newest = to === undefined || to <= (columns?.times.at(-1) ?? 0);
    if (columns && inside(from) && inside(to) && newest && (this.source.atEnd || to !== undefined))
      this.showRange(columns);
    else void this.source.open(range);
  }

  /** The newest bars. */
  toNewest(): void {
    this.go({});
  }

  /** The oldest stored bars. */
  toOldest(firstOpen: number): void {
    this.show({ from: firstOpen, to: firstOpen });
  }

  setIndicators(indicators: readonly Indicator[]): void {
    this.indicators = indicators;
    this.source.setIndicators(indicators.map(columnOf), this.shownTimes());
  }

  private shownTimes(): TimeRange {
    const range = this.shown()?.range;
    if (range === undefined) return this.range;
    return this.atEnd.get() ? { from: range.from } : range;
  }

  reload(): void {
    void this.source.reload(this.shownTimes());
  }

  retry(): void {
    if (this.source.columns === null) void this.source.open(this.range);
    else this.reload();
  }

  live(updates: readonly CandleData[]): void {
    this.source.live(updates);
  }

  catchUp(): void {
    void this.source.catchUp();
  }

  setWords(words: ChartWords): void {
    this.chart?.setWords(words);
  }

  setLog(on: boolean): void {
    this.chart?.setLog(on);
  }

  setLast(last: LastPrice | null): void {
    this.chart?.setLast(last);
  }

  renewLabels(): void {
    this.chart?.renewLabels();
  }

  panBy(screens: number): void {
    const view = this.chart?.view();
    if (view) this.chart?.panBy((view.to - view.from) * screens);
  }

  zoomBy(factor: number): void {
    this.chart?.zoomBy(factor);
  }
}
