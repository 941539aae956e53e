import type { IChartApiBase, ISeriesApi } from 'lightweight-charts';
import { CandlestickSeries, HistogramSeries, PriceScaleMode } from 'lightweight-charts';
import type { IndexRange } from './bar-window';
import { BrokenLine } from './broken-line';
import { candleColours, priceFormat } from './chart-options';
import type { ChartColours } from './colours';
import type { Columns } from './columns';
import { indexAt } from './columns';
import type { HeldGap, PlacedGap } from './gap-hatching';
import { GapHatching, LANE_ROOM } from './gap-hatching';
import type { LastPrice } from './price-tag';
import { PriceTag } from './price-tag';
import { candleAt, itemsBetween, pointAt, volumeAt } from './series-data';

/** An indicator: over the price, or in a pane of its own. */
export interface OverlayPlace {
  readonly pane: 'price' | 'own';
}

const VOLUME_SHARE = 0.17;
const LEGEND_ROOM = 56;
const OWN_PANE_SHARE = 0.2;
const OWN_DECIMALS = 6;
const WIDE = 560;

const isSame = (some: readonly OverlayPlace[], others: readonly OverlayPlace[]): boolean =>
  some.length === others.length && some.every(({ pane }, at) => pane === others[at]?.pane);

/** What is drawn: candles, volume, indicators, gaps and the last price, of the bars that are held. */
export class CandleLayers {
  private readonly chart: IChartApiBase;
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private readonly hatching: GapHatching;
  private readonly tag: PriceTag;
  private overlays: ISeriesApi<'Custom'>[] = [];
  private places: readonly OverlayPlace[] = [];
  private colours: ChartColours;

  constructor(chart: IChartApiBase, colours: ChartColours, onPlaced: (gaps: readonly PlacedGap[]) => void) {
    this.chart = chart;
    this.colours = colours;
    this.candles = chart.addSeries(CandlestickSeries, {
      ...candleColours(colours),
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.volume = chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.hatching = new GapHatching(colours, onPlaced);
    this.tag = new PriceTag(colours);
    this.candles.attachPrimitive(this.hatching);
    this.candles.attachPrimitive(this.tag);
  }

  /** Room for the legend above, and for the volume and the lane below. */
  fit(width: number): void {
    const pane = Math.max(1, this.chart.panes()[0]?.getHeight() ?? 1);
    const lane = LANE_ROOM / pane;
    this.candles.priceScale().applyOptions({
      minimumWidth: width < WIDE ? 68 : 78,
      scaleMargins: { top: Math.min(0.3, LEGEND_ROOM / pane), bottom: VOLUME_SHARE + lane + 0.02 },
    });
    this.volume.priceScale().applyOptions({ scaleMargins: { top: 1 - VOLUME_SHARE - lane, bottom: lane } });
  }

  setColours(colours: ChartColours, columns: Columns | null, held: IndexRange): void {
    this.colours = colours;
    this.candles.applyOptions(candleColours(colours));
    this.hatching.setColours(colours);
    this.tag.setColours(colours);
    this.overlays.forEach((overlay, at) => overlay.applyOptions({ color: colours.indicators[at] ?? '' }));
    if (columns) this.volume.setData(this.volumeItems(columns, held));
  }

  /** Whether other series are drawn than before. */
  setOverlays(places: readonly OverlayPlace[]): boolean {
    if (isSame(places, this.places)) return false;
    this.overlays.forEach((overlay) => this.chart.removeSeries(overlay));
    this.places = places;
    this.overlays = places.map(({ pane }, at) => {
      const color = this.colours.indicators[at] ?? '';
      const options = { color, priceLineVisible: false, lastValueVisible: false };
      const series = this.chart.addCustomSeries(new BrokenLine(), options, pane === 'own' ? 1 : 0);
      return series;
    });
    const [price, own] = this.chart.panes();
    price?.setStretchFactor(1 - OWN_PANE_SHARE);
    own?.setStretchFactor(OWN_PANE_SHARE);
    return true;
  }

  setFormat(decimals: number, locale: string): void {
    this.candles.applyOptions({ priceFormat: priceFormat(decimals, locale) });
    this.overlays.forEach((overlay, at) => {
      const most = this.places[at]?.pane === 'own' ? OWN_DECIMALS : decimals;
      overlay.applyOptions({ priceFormat: priceFormat(most, locale) });
    });
  }

  setLog(on: boolean): void {
    this.candles.priceScale().applyOptions({ mode: on ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal });
  }

  setLast(last: LastPrice | null): void {
    this.tag.setLast(last);
  }

  /** Draws the held bars anew. */
  setData(columns: Columns, held: IndexRange): void {
    const { from, to } = held;
    this.candles.setData(itemsBetween(from, to, (at) => candleAt(columns, at)));
    this.volume.setData(this.volumeItems(columns, held));
    this.overlays.forEach((overlay, index) =>
      overlay.setData(itemsBetween(from, to, (at) => pointAt(columns, index, at))),
    );
    this.setGaps(columns, held);
  }

  /** Draws nothing until data is set again. */
  clear(): void {
    this.candles.setData([]);
    this.volume.setData([]);
    this.overlays.forEach((overlay) => overlay.setData([]));
  }

  /** Draws the newest bar anew, or one more. */
  updateLast(columns: Columns, held: IndexRange): void {
    const last = columns.times.length - 1;
    this.candles.update(candleAt(columns, last));
    this.volume.update(volumeAt(columns, last, this.colours));
    this.setGaps(columns, held);
  }

  setGaps(columns: Columns, { from, to }: IndexRange): void {
    const held: HeldGap[] = columns.gaps
      .map((gap) => ({
        gap,
        from: Math.max(0, indexAt(columns, gap.from) - from),
        to: Math.min(to - from, indexAt(columns, gap.to) - from),
      }))
      .filter((gap) => gap.from < gap.to);
    this.hatching.setGaps(held, to - from);
  }

  private volumeItems(columns: Columns, { from, to }: IndexRange) {
    return itemsBetween(from, to, (at) => volumeAt(columns, at, this.colours));
  }
}
