import type {
  IChartApiBase,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
} from 'lightweight-charts';
import type { ChartColours } from './colours';
import type { ChartGap, GapState } from './columns';
import { patternOf } from './gap-patterns';

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** A gap at the places of the bars that the chart holds; `to` is exclusive. */
export interface HeldGap {
  readonly gap: ChartGap;
  readonly from: number;
  readonly to: number;
}

/** A gap on the screen, in pixels. */
export interface PlacedGap {
  readonly gap: ChartGap;
  readonly left: number;
  readonly right: number;
}

/** The height of the lane below the volume, with the room above it. */
export const LANE_ROOM = 10;
const LANE_HEIGHT = 5;
const LANE_BOTTOM = 2;
/** A gap is seen however many bars lie in a pixel. */
const LEAST_WIDTH = 3;

const colourOf = (state: GapState, colours: ChartColours): string =>
  ({
    missing: colours.missing,
    failed: colours.failed,
    confirmed_empty: colours.empty,
    unavailable: colours.lineStrong,
  })[state];

const dashOf = (state: GapState): readonly [number, number] =>
  state === 'missing' || state === 'failed' ? [4, 3] : [1, 3];

class Layer implements IPrimitivePaneView, IPrimitivePaneRenderer {
  private readonly order: PrimitivePaneViewZOrder;
  private readonly paint: (target: Target) => void;
  constructor(order: PrimitivePaneViewZOrder, paint: (target: Target) => void) {
    this.order = order;
    this.paint = paint;
  }
  zOrder(): PrimitivePaneViewZOrder {
    return this.order;
  }
  renderer(): IPrimitivePaneRenderer {
    return this;
  }
  draw(target: Target): void {
    this.paint(target);
  }
}

/** Patterns over the stretches without candles, and a lane below the volume that says what is stored. */
export class GapHatching implements ISeriesPrimitive {
  private chart: IChartApiBase | null = null;
  private held: readonly HeldGap[] = [];
  private length = 0;
  private placed: readonly PlacedGap[] = [];
  private edges: readonly [number, number] = [0, 0];
  private requestUpdate: () => void = () => undefined;
  private colours: ChartColours;
  private readonly onPlaced: (gaps: readonly PlacedGap[]) => void;
  private readonly views: readonly IPrimitivePaneView[] = [
    new Layer('bottom', (target) => this.drawHatching(target)),
    new Layer('top', (target) => this.drawLane(target)),
  ];

  constructor(colours: ChartColours, onPlaced: (gaps: readonly PlacedGap[]) => void) {
    this.colours = colours;
    this.onPlaced = onPlaced;
  }

  attached({ chart, requestUpdate }: SeriesAttachedParameter): void {
    this.chart = chart;
    this.requestUpdate = requestUpdate;
  }

  detached(): void {
    this.chart = null;
  }

  setColours(colours: ChartColours): void {
    this.colours = colours;
    this.requestUpdate();
  }

  /** The gaps of the held bars, and how many bars are held. */
  setGaps(held: readonly HeldGap[], length: number): void {
    this.held = held;
    this.length = length;
    this.requestUpdate();
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  updateAllViews(): void {
    const scale = this.chart?.timeScale();
    const range = scale?.getVisibleLogicalRange();
    if (!scale || !range) return;
    const x = (logical: number): number => scale.logicalToCoordinate(logical as Logical) ?? 0;
    const half = (x(1) - x(0)) / 2;
    this.edges = [x(0) - half, x(this.length - 1) + half];
    this.placed = this.held
      .filter(({ from, to }) => to > range.from && from < range.to + 1)
      .map(({ gap, from, to }) => ({ gap, left: x(from) - half, right: x(to - 1) + half }));
    this.onPlaced(this.placed);
  }

  private drawHatching(target: Target): void {
    target.useBitmapCoordinateSpace((scope) => {
      const { context, horizontalPixelRatio: ratio, verticalPixelRatio: vertical } = scope;
      const bottom = scope.bitmapSize.height - LANE_ROOM * vertical;
      for (const { gap, left, right } of this.placed) {
        const start = Math.round(left * ratio);
        const width = Math.max(Math.round(right * ratio) - start, Math.round(LEAST_WIDTH * ratio));
        const colour = colourOf(gap.state, this.colours);
        const pattern = patternOf(gap.state, colour, ratio);
        if (pattern) {
          pattern.setTransform(new DOMMatrix().translate(start, 0));
          context.fillStyle = pattern;
          context.fillRect(start, 0, width, bottom);
        }
        context.strokeStyle = colour;
        context.lineWidth = Math.max(1, Math.floor(ratio));
        context.setLineDash(dashOf(gap.state).map((length) => length * vertical));
        context.beginPath();
        for (const edge of [start, start + width]) {
          context.moveTo(edge + 0.5, 0);
          context.lineTo(edge + 0.5, bottom);
        }
        context.stroke();
        context.setLineDash([]);
      }
    });
  }

  private drawLane(target: Target): void {
    if (this.length === 0) return;
    target.useBitmapCoordinateSpace((scope) => {
      const { context, horizontalPixelRatio: ratio, verticalPixelRatio: vertical } = scope;
      const top = scope.bitmapSize.height - (LANE_HEIGHT + LANE_BOTTOM) * vertical;
      const height = LANE_HEIGHT * vertical;
      const [left, right] = this.edges.map((edge) => Math.round(edge * ratio)) as [number, number];
      context.globalAlpha = 0.55;
      context.fillStyle = this.colours.covered;
      context.fillRect(left, top, right - left, height);
      context.globalAlpha = 1;
      for (const placed of this.placed) {
        const start = Math.round(placed.left * ratio);
        const end = Math.round(placed.right * ratio);
        const width = Math.max(end - start, LEAST_WIDTH * ratio);
        context.fillStyle = this.colours.surface;
        context.fillRect(start, top, width, height);
        context.fillStyle = colourOf(placed.gap.state, this.colours);
        context.fillRect(start + ratio, top, Math.max(ratio, width - 2 * ratio), height);
      }
    });
  }
}
