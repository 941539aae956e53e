import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
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

const LABEL_HEIGHT = 20;
const COUNTDOWN_HEIGHT = 18;
/** Where the library writes the marks of the axis. */
const TEXT_LEFT = 10;

type Scope = Parameters<Parameters<Target['useMediaCoordinateSpace']>[0]>[0];

class View implements IPrimitivePaneView, IPrimitivePaneRenderer {
  private readonly paint: (target: Target) => void;
  constructor(paint: (target: Target) => void) {
    this.paint = paint;
  }
  zOrder(): 'top' {
    return 'top';
  }
  renderer(): IPrimitivePaneRenderer {
    return this;
  }
  draw(target: Target): void {
    this.paint(target);
  }
}

/** A dotted line at the last price, its label over the width of the axis, and below it the time left of the bar. */
export class PriceTag implements ISeriesPrimitive {
  private series: ISeriesApi<'Candlestick'> | null = null;
  private last: LastPrice | null = null;
  private colours: ChartColours;
  private requestUpdate: () => void = () => undefined;
  private y: number | null = null;
  private readonly views = [new View((target) => this.drawLine(target))];
  private readonly axisViews = [new View((target) => this.drawLabels(target))];

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
    const { last } = this;
    this.y = last ? (this.series?.priceToCoordinate(last.value) ?? null) : null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  priceAxisPaneViews(): readonly IPrimitivePaneView[] {
    return this.axisViews;
  }

  private drawLine(target: Target): void {
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

  private drawLabels(target: Target): void {
    const { y, last, colours } = this;
    if (y === null || last === null) return;
    target.useMediaCoordinateSpace((scope) => {
      const { up } = last;
      const ground = up === null ? colours.text3 : up ? colours.upFill : colours.downFill;
      const ink = up === null ? colours.surface : up ? colours.onUp : colours.onDown;
      const top = Math.round(y - LABEL_HEIGHT / 2);
      this.label(scope, { text: last.text, top, height: LABEL_HEIGHT, ground, ink, font: '600 12px' });
      if (last.countdown === '') return;
      this.label(scope, {
        text: last.countdown,
        top: top + LABEL_HEIGHT,
        height: COUNTDOWN_HEIGHT,
        ground: colours.raised,
        ink: colours.text2,
        font: '400 11px',
      });
    });
  }

  private label({ context, mediaSize }: Scope, label: LabelBox): void {
    const { text, top, height, ground, ink, font } = label;
    context.fillStyle = ground;
    context.beginPath();
    context.roundRect(1, top, mediaSize.width - 1, height, 2);
    context.fill();
    context.fillStyle = ink;
    context.font = `${font} ${this.colours.font}`;
    context.textBaseline = 'middle';
    context.fillText(text, TEXT_LEFT, top + height / 2 + 0.5);
  }
}

interface LabelBox {
  readonly text: string;
  readonly top: number;
  readonly height: number;
  readonly ground: string;
  readonly ink: string;
  readonly font: string;
}
