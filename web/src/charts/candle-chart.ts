import type { IChartApiBase } from 'lightweight-charts';
import { createChartEx } from 'lightweight-charts';
import type { IndexRange } from './bar-window';
import { needsWindow, windowAround } from './bar-window';
import type { OverlayPlace } from './candle-layers';
import { CandleLayers } from './candle-layers';
import { colourOptions, FIXED_OPTIONS, RIGHT_BARS, USUAL_BAR_SPACING, wordOptions } from './chart-options';
import type { ChartWords } from './chart-options';
import { followColours, readColours } from './colours';
import type { ChartGap, Columns } from './columns';
import { indexAt } from './columns';
import type { GapWords } from './gap-labels';
import { GapLabels } from './gap-labels';
import { panByDragging } from './pan-gesture';
import type { LastPrice } from './price-tag';
import { zoneOffset } from './zone-offset';
import { ZonedScale } from './zoned-scale';

/** What is on the screen, as indices into the columns; they may lie outside of them. */
export interface ChartView extends IndexRange {
  /** Whether the newest bar is on the screen. */
  readonly atEnd: boolean;
}

export interface ChartParts {
  /** Where the canvas goes. */
  readonly host: HTMLElement;
  /** Where the labels of gaps go, over the canvas. */
  readonly labels: HTMLElement;
  readonly words: ChartWords;
  readonly onView: (view: ChartView) => void;
  /** The bar under the crosshair, or null. */
  readonly onPoint: (index: number | null) => void;
  readonly describeGap: (gap: ChartGap) => GapWords;
  readonly onGap: (gap: ChartGap) => void;
}

const LEAST_BARS_PER_PIXEL = 1 / 60;

/** Candles, volume, gaps and indicators on one axis of time. It holds a window of the columns and moves it. */
export class CandleChart {
  private readonly parts: ChartParts;
  private readonly scale = new ZonedScale();
  private readonly chart: IChartApiBase;
  private readonly layers: CandleLayers;
  private readonly labels: GapLabels;
  private readonly undo: (() => void)[] = [];
  private words: ChartWords;
  private decimals = 2;
  private columns: Columns | null = null;
  private held: IndexRange = { from: 0, to: 0 };
  private frame = 0;
  private setting = false;

  constructor(parts: ChartParts) {
    this.parts = parts;
    this.words = parts.words;
    const colours = readColours(parts.host);
    this.scale.setOffset(zoneOffset(parts.words.zone));
    this.chart = createChartEx(parts.host, this.scale, FIXED_OPTIONS);
    this.chart.applyOptions(colourOptions(colours));
    this.chart.applyOptions(wordOptions(this.words));
    this.labels = new GapLabels(parts.labels, parts.describeGap, parts.onGap);
    this.layers = new CandleLayers(this.chart, colours, (gaps) =>
      this.labels.place(gaps, this.chart.timeScale().width()),
    );
    this.listen();
    this.resize();
  }

  private listen(): void {
    const { host } = this.parts;
    const scale = this.chart.timeScale();
    const size = new ResizeObserver(() => this.resize());
    size.observe(host);
    this.undo.push(
      () => size.disconnect(),
      followColours(() => this.recolour()),
      panByDragging(host, {
        covers: (x, y) => x < scale.width() && y < host.clientHeight - scale.height(),
        pan: (pixels) => this.panBy(-pixels / scale.options().barSpacing),
      }),
    );
    scale.subscribeVisibleLogicalRangeChange(() => this.changed());
    this.chart.subscribeCrosshairMove(({ logical, point }) => {
      const index = logical === undefined ? -1 : this.held.from + Math.round(logical);
      const known = point !== undefined && index >= 0 && index < (this.columns?.times.length ?? 0);
      this.parts.onPoint(known ? index : null);
    });
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.parts.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.chart.resize(clientWidth, clientHeight);
    this.layers.fit(clientWidth);
  }

  private recolour(): void {
    const colours = readColours(this.parts.host);
    this.chart.applyOptions(colourOptions(colours));
    this.layers.setColours(colours, this.columns, this.held);
  }

  /** The indicators, in the order of the columns. */
  setOverlays(places: readonly OverlayPlace[]): void {
    if (!this.layers.setOverlays(places)) return;
    this.layers.setFormat(this.decimals, this.words.locale);
    this.resize();
    if (this.columns) this.hold(this.held);
  }

  setWords(words: ChartWords): void {
    this.words = words;
    this.scale.setOffset(zoneOffset(words.zone));
    this.chart.applyOptions(wordOptions(words));
    this.layers.setFormat(this.decimals, words.locale);
    const view = this.view();
    // The marks of the axis are weighed anew for other times only.
    this.layers.clear();
    if (view) this.showIndices(view);
  }

  /** So many decimals has the most exact price. */
  setDecimals(decimals: number): void {
    if (decimals === this.decimals) return;
    this.decimals = decimals;
    this.layers.setFormat(decimals, this.words.locale);
  }

  setLog(on: boolean): void {
    this.layers.setLog(on);
  }

  setLast(last: LastPrice | null): void {
    this.layers.setLast(last);
  }

  /** Writes the labels of gaps anew. */
  renewLabels(): void {
    this.labels.clear();
    if (this.columns) this.layers.setGaps(this.columns, this.held);
  }

  /**
   * Other columns over the same or an overlapping stretch. What is on the screen stays where it is; with `follow`,
   * for bars that were just closed, the newest bar does.
   */
  setColumns(columns: Columns, follow = false): void {
    const before = this.columns;
    const view = this.view();
    this.columns = columns;
    if (before === null || view === null) return;
    const shift = indexAt(columns, before.times[0] ?? 0) - indexAt(before, columns.times[0] ?? 0);
    const added = follow && view.atEnd ? columns.times.length - before.times.length - shift : 0;
    const move = shift + Math.max(0, added);
    this.showIndices({ from: view.from + move, to: view.to + move });
  }

  /** The columns with their last bar changed, or with one more. */
  updateBar(columns: Columns): void {
    const { held, columns: before } = this;
    this.columns = columns;
    if (before === null || held.to < before.times.length) return; // the newest bar is not held
    this.held = { from: held.from, to: held.to + columns.times.length - before.times.length };
    this.layers.updateLast(columns, this.held);
  }

  /** How many bars usually fit. */
  usualBars(): number {
    return this.chart.timeScale().width() / USUAL_BAR_SPACING;
  }

  /** The newest bars, as many as usually fit. */
  showNewest(): void {
    const to = (this.columns?.times.length ?? 0) - 1 + RIGHT_BARS;
    this.showIndices({ from: to - this.usualBars(), to });
  }

  /** Bars from one index to another. */
  showIndices(range: IndexRange): void {
    const { columns } = this;
    if (!columns) return;
    this.hold(windowAround(range, columns.times.length));
    this.place(range);
    this.changed();
  }

  private place({ from, to }: IndexRange): void {
    const first = this.held.from;
    this.chart.timeScale().setVisibleLogicalRange({ from: from - first, to: to - first });
  }

  /** What is on the screen; null before there is anything. */
  view(): ChartView | null {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    if (range === null || this.columns === null) return null;
    const from = range.from + this.held.from;
    const to = range.to + this.held.from;
    return { from, to, atEnd: to >= this.columns.times.length - 1 };
  }

  /** Moves by so many bars; more than 0 is towards the newest. At least half of the screen keeps bars. */
  panBy(bars: number): void {
    const view = this.view();
    if (view === null || this.columns === null) return;
    const half = (view.to - view.from) * 0.5;
    const newest = this.columns.times.length - 1 + Math.max(RIGHT_BARS, half);
    const to = Math.min(Math.max(view.to + bars, Math.min(half, view.to)), Math.max(newest, view.to));
    const scale = this.chart.timeScale();
    scale.scrollToPosition(scale.scrollPosition() + (to - view.to), false);
  }

  /** More than 1 shows fewer bars, larger. The newest bar stays in its place when it is on the screen. */
  zoomBy(factor: number): void {
    const view = this.view();
    if (view === null) return;
    const width = this.chart.timeScale().width();
    const bars = Math.min(width, Math.max(width * LEAST_BARS_PER_PIXEL, (view.to - view.from) / factor));
    const middle = (view.from + view.to) / 2;
    const to = view.atEnd ? view.to : middle + bars / 2;
    this.showIndices({ from: to - bars, to });
  }

  private changed(): void {
    if (this.setting || this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const view = this.view();
      if (view === null || this.columns === null) return;
      if (needsWindow(view, this.held, this.columns.times.length)) {
        this.hold(windowAround(view, this.columns.times.length));
        this.place(view);
      }
      this.parts.onView(view);
    });
  }

  private hold(range: IndexRange): void {
    if (this.columns === null) return;
    this.setting = true;
    this.held = { from: range.from, to: Math.min(range.to, this.columns.times.length) };
    this.layers.setData(this.columns, this.held);
    this.setting = false;
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const undo of this.undo) undo();
    this.labels.clear();
    this.chart.remove();
  }
}
