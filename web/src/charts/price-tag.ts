import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  SeriesAttachedParameter,
} from 'lightweight-charts';
import type { ChartColours } from './colours';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** The newest price, as it is written and where it is. */
export interface LastPrice {
  readonly text: string;
  readonly value: number;
  /** Against the open of its bar; null while the price is older than expected. */
  readonly up: boolean | null;
  /** The time left of the bar; empty while no bar runs. */
  readonly countdown: string;
}

const COUNTDOWN_BELOW = 19;

class Label implements ISeriesPrimitiveAxisView {
  y: number | null = null;
  shown = '';
  ground = '';
  ink = '';
  coordinate(): number {
    return this.y ?? -1000;
  }
  text(): string {
    return this.shown;
  }
  textColor(): string {
    return this.ink;
  }
  backColor(): string {
    return this.ground;
  }
  visible(): boolean {
    return this.y !== null && this.shown !== '';
  }
  tickVisible(): boolean {
    return false;
  }
}

/** A dotted line at the last price, its label on the axis, and below it the time left of the bar. */
export class PriceTag implements ISeriesPrimitive, IPrimitivePaneView, IPrimitivePaneRenderer {
  private series: ISeriesApi<'Candlestick'> | null = null;
  private last: LastPrice | null = null;
  private colours: ChartColours;
  private requestUpdate: () => void = () => undefined;
  private y: number | null = null;
  private readonly price = new Label();
  private readonly left = new Label();
  private readonly axis = [this.price, this.left];
  private readonly views = [this];

  constructor(colours: ChartColours) {
    this.colours = colours;
  }

  attached({ series, requestUpdate }: SeriesAttachedParameter): void {
    this.series = series as ISeriesApi<'Candlestick'>;
    this.requestUpdate = requestUpdate;
  }

  setColours(colours: ChartColours): void {
    this.colours = colours;
    this.requestUpdate();
  }

  setLast(last: LastPrice | null): void {
    this.last = last;
    this.requestUpdate();
  }

  updateAllViews(): void {
    const { last, colours } = this;
    this.y = last ? (this.series?.priceToCoordinate(last.value) ?? null) : null;
    this.price.y = this.y;
    this.left.y = this.y === null ? null : this.y + COUNTDOWN_BELOW;
    this.price.shown = last?.text ?? '';
    this.left.shown = last?.countdown ?? '';
    const up = last?.up ?? null;
    this.price.ground = up === null ? colours.text3 : up ? colours.upFill : colours.downFill;
    this.price.ink = up === null ? colours.surface : up ? colours.onUp : colours.onDown;
    this.left.ground = colours.raised;
    this.left.ink = colours.text2;
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.axis;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  renderer(): IPrimitivePaneRenderer {
    return this;
  }

  draw(target: Target): void {
    const { y, last, colours } = this;
    if (y === null || last === null) return;
    target.useBitmapCoordinateSpace(({ context, bitmapSize, verticalPixelRatio: ratio }) => {
      context.strokeStyle =
        last.up === null ? colours.text3 : last.up ? colours.candleUp : colours.candleDown;
      context.lineWidth = Math.max(1, Math.floor(ratio));
      context.setLineDash([ratio, 3 * ratio]);
      context.beginPath();
      context.moveTo(0, Math.round(y * ratio) + 0.5);
      context.lineTo(bitmapSize.width, Math.round(y * ratio) + 0.5);
      context.stroke();
      context.setLineDash([]);
    });
  }
}
