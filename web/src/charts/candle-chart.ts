import type { IChartApiBase, ISeriesApi, Logical, MouseEventParams, Time } from 'lightweight-charts';
import { CandlestickSeries, createChartEx, HistogramSeries, PriceScaleMode } from 'lightweight-charts';
import type { IndexRange } from './bar-window';
import { needsWindow, windowAround } from './bar-window';
import { BrokenLine } from './broken-line';
import {
  candleColours,
  colourOptions,
  FIXED_OPTIONS,
  priceFormat,
  RIGHT_BARS,
  USUAL_BAR_SPACING,
  wordOptions,
} from './chart-options';
import type { ChartWords } from './chart-options';
import type { ChartColours } from './colours';
import { followColours, readColours } from './colours';
import type { ChartGap, Columns } from './columns';
import { indexAt } from './columns';
import type { HeldGap } from './gap-hatching';
import { GapHatching, LANE_ROOM } from './gap-hatching';
import type { GapWords } from './gap-labels';
import { GapLabels } from './gap-labels';
import { panByDragging } from './pan-gesture';
import type { LastPrice } from './price-tag';
import { PriceTag } from './price-tag';
import { candleAt, itemsBetween, pointAt, volumeAt } from './series-data';
import { zoneOffset } from './zone-offset';
import { ZonedScale } from './zoned-scale';

/** What is on the screen, as indices into the columns; they may lie outside of them. */
export interface ChartView extends IndexRange {
  /** Whether the newest bar is on the screen. */
  readonly atEnd: boolean;
}

/** An indicator: over the price, or in a pane of its own. */
export interface OverlayPlace {
  readonly pane: 'price' | 'own';
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

const VOLUME_SHARE = 0.17;
const LEGEND_ROOM = 56;
const OWN_PANE_SHARE = 0.2;
const WIDE = 560;
const OWN_DECIMALS = 6;

/** Candles, volume, gaps and indicators on one axis of time. It holds a window of the columns and moves it. */
export class CandleChart {
  private readonly parts: ChartParts;
  private readonly scale = new ZonedScale();
  private readonly chart: IChartApiBase;
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private readonly hatching: GapHatching;
  private readonly tag: PriceTag;
  private readonly labels: GapLabels;
  private readonly undo: (() => void)[] = [];
  private overlays: ISeriesApi<'Custom'>[] = [];
  private places: readonly OverlayPlace[] = [];
  private colours: ChartColours;
  private words: ChartWords;
  private decimals = 2;
  private columns: Columns | null = null;
  private held: IndexRange = { from: 0, to: 0 };
  private frame = 0;
  private setting = false;

  constructor(parts: ChartParts) {
    this.parts = parts;
    this.words = parts.words;
    this.colours = readColours(parts.host);
    this.scale.setOffset(zoneOffset(parts.words.zone));
    this.chart = createChartEx<Time, ZonedScale>(parts.host, this.scale, FIXED_OPTIONS);
    this.chart.applyOptions(colourOptions(this.colours));
    this.chart.applyOptions(wordOptions(this.words));
    this.candles = this.chart.addSeries(CandlestickSeries, {
      ...candleColours(this.colours),
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.labels = new GapLabels(parts.labels, parts.describeGap, parts.onGap);
    this.hatching = new GapHatching(this.colours, (gaps) =>
      this.labels.place(gaps, this.chart.timeScale().width()),
    );
    this.tag = new PriceTag(this.colours);
    this.candles.attachPrimitive(this.hatching);
    this.candles.attachPrimitive(this.tag);
    this.listen();
    this.resize();
  }

  private listen(): void {
    const { host } = this.parts;
    const size = new ResizeObserver(() => this.resize());
    size.observe(host);
    this.undo.push(
      () => size.disconnect(),
      followColours(() => this.recolour()),
      panByDragging(host, {
        covers: (x, y) =>
          x < this.chart.timeScale().width() && y < host.clientHeight - this.chart.timeScale().height(),
        pan: (pixels) => this.panBy(-pixels / this.spacing()),
      }),
    );
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.changed());
    this.chart.subscribeCrosshairMove(({ logical, point }: MouseEventParams) => {
      const known = logical !== undefined && point !== undefined;
      this.parts.onPoint(known ? this.inside(this.held.from + Math.round(logical)) : null);
    });
  }

  private inside(index: number): number | null {
    return index >= 0 && index < (this.columns?.times.length ?? 0) ? index : null;
  }

  private spacing(): number {
    return this.chart.timeScale().options().barSpacing;
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.parts.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.chart.resize(clientWidth, clientHeight);
    const pane = this.chart.panes()[0]?.getHeight() ?? clientHeight;
    const lane = LANE_ROOM / Math.max(pane, 1);
    const top = Math.min(0.3, LEGEND_ROOM / Math.max(pane, 1));
    this.candles.priceScale().applyOptions({
      minimumWidth: clientWidth < WIDE ? 68 : 78,
      scaleMargins: { top, bottom: VOLUME_SHARE + lane + 0.02 },
    });
    this.volume.priceScale().applyOptions({ scaleMargins: { top: 1 - VOLUME_SHARE - lane, bottom: lane } });
  }

  private recolour(): void {
    this.colours = readColours(this.parts.host);
    this.chart.applyOptions(colourOptions(this.colours));
    this.candles.applyOptions(candleColours(this.colours));
    this.hatching.setColours(this.colours);
    this.tag.setColours(this.colours);
    this.overlays.forEach((overlay, at) =>
      overlay.applyOptions({ color: this.colours.indicators[at] ?? '' }),
    );
    if (this.columns) this.volume.setData(this.volumeItems(this.columns));
  }

  /** The indicators, in the order of the columns. */
  setOverlays(places: readonly OverlayPlace[]): void {
    if (places.length === this.places.length && places.every((one, at) => one.pane === this.places[at]?.pane))
      return;
    this.overlays.forEach((overlay) => this.chart.removeSeries(overlay));
    this.places = places;
    this.overlays = places.map(({ pane }, at) => {
      const options = {
        color: this.colours.indicators[at] ?? '',
        priceLineVisible: false,
        lastValueVisible: false,
      };
      const series = this.chart.addCustomSeries(new BrokenLine(), options, pane === 'own' ? 1 : 0);
      return series;
    });
    const [price, own] = this.chart.panes();
    price?.setStretchFactor(1 - OWN_PANE_SHARE);
    own?.setStretchFactor(OWN_PANE_SHARE);
    this.formatAxes();
    this.resize();
    if (this.columns) this.hold(this.held);
  }

  setWords(words: ChartWords): void {
    this.words = words;
    this.scale.setOffset(zoneOffset(words.zone));
    this.chart.applyOptions(wordOptions(words));
    this.formatAxes();
    if (this.columns) this.hold(this.held);
  }

  /** So many decimals has the most exact price. */
  setDecimals(decimals: number): void {
    if (decimals === this.decimals) return;
    this.decimals = decimals;
    this.formatAxes();
  }

  private formatAxes(): void {
    const { decimals, words } = this;
    this.candles.applyOptions({ priceFormat: priceFormat(decimals, words.locale) });
    this.overlays.forEach((overlay, at) => {
      const most = this.places[at]?.pane === 'own' ? OWN_DECIMALS : decimals;
      overlay.applyOptions({ priceFormat: priceFormat(most, words.locale) });
    });
  }

  setLog(on: boolean): void {
    this.candles.priceScale().applyOptions({ mode: on ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
  }

  setLast(last: LastPrice | null): void {
    this.tag.setLast(last);
  }

  /** Writes the labels of gaps anew. */
  renewLabels(): void {
    this.labels.clear();
    if (this.columns) this.hatching.setGaps(this.heldGaps(this.columns), this.held.to - this.held.from);
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
    const last = columns.times.length - 1;
    this.columns = columns;
    if (before === null || held.to < before.times.length) return; // the newest bar is not held
    const grown = columns.times.length - before.times.length;
    this.held = { from: held.from, to: held.to + grown };
    this.candles.update(candleAt(columns, last));
    this.volume.update(volumeAt(columns, last, this.colours));
    this.hatching.setGaps(this.heldGaps(columns), this.held.to - this.held.from);
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
    const from = (range.from - this.held.from) as Logical;
    const to = (range.to - this.held.from) as Logical;
    this.chart.timeScale().setVisibleLogicalRange({ from, to });
    this.changed();
  }

  /** What is on the screen; null before there is anything. */
  view(): ChartView | null {
    const range = this.chart.timeScale().getVisibleLogicalRange();
    if (range === null || this.columns === null) return null;
    const from = range.from + this.held.from;
    const to = range.to + this.held.from;
    return { from, to, atEnd: to >= this.columns.times.length - 1 };
  }

  /** Moves by so many bars; more than 0 is towards the newest. At least some bars stay on the screen. */
  panBy(bars: number): void {
    const view = this.view();
    if (view === null || this.columns === null) return;
    const width = view.to - view.from;
    const newest = this.columns.times.length - 1 + Math.max(RIGHT_BARS, width * 0.5);
    const oldest = width * 0.5;
    const to = Math.min(Math.max(view.to + bars, Math.min(oldest, view.to)), Math.max(newest, view.to));
    const scale = this.chart.timeScale();
    scale.scrollToPosition(scale.scrollPosition() + (to - view.to), false);
  }

  /** More than 1 shows fewer bars, larger. The newest bar stays in its place when it is on the screen. */
  zoomBy(factor: number): void {
    const view = this.view();
    if (view === null) return;
    const width = this.chart.timeScale().width();
    const bars = Math.min(width, Math.max(width / 60, (view.to - view.from) / factor));
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
      if (needsWindow(view, this.held, this.columns.times.length)) this.rehold(view);
      this.parts.onView(view);
    });
  }

  /** Holds other bars while what is on the screen stays. */
  private rehold(view: IndexRange): void {
    if (this.columns === null) return;
    this.hold(windowAround(view, this.columns.times.length));
    const from = (view.from - this.held.from) as Logical;
    const to = (view.to - this.held.from) as Logical;
    this.chart.timeScale().setVisibleLogicalRange({ from, to });
  }

  private hold(range: IndexRange): void {
    const { columns } = this;
    if (columns === null) return;
    this.setting = true;
    this.held = { from: range.from, to: Math.min(range.to, columns.times.length) };
    const { from, to } = this.held;
    this.candles.setData(itemsBetween(from, to, (at) => candleAt(columns, at)));
    this.volume.setData(this.volumeItems(columns));
    this.overlays.forEach((overlay, index) =>
      overlay.setData(itemsBetween(from, to, (at) => pointAt(columns, index, at))),
    );
    this.hatching.setGaps(this.heldGaps(columns), to - from);
    this.setting = false;
  }

  private volumeItems(columns: Columns) {
    return itemsBetween(this.held.from, this.held.to, (at) => volumeAt(columns, at, this.colours));
  }

  private heldGaps(columns: Columns): HeldGap[] {
    const { from, to } = this.held;
    return columns.gaps
      .map((gap) => ({
        gap,
        from: Math.max(0, indexAt(columns, gap.from) - from),
        to: Math.min(to - from, indexAt(columns, gap.to) - from),
      }))
      .filter((gap) => gap.from < gap.to);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const undo of this.undo) undo();
    this.labels.clear();
    this.chart.remove();
  }
}
