import type {
  CustomData,
  CustomSeriesOptions,
  CustomSeriesWhitespaceData,
  ICustomSeriesPaneRenderer,
  ICustomSeriesPaneView,
  PaneRendererCustomData,
  PriceToCoordinateConverter,
  Time,
} from 'lightweight-charts';
import { customSeriesDefaultOptions } from 'lightweight-charts';

export interface LinePoint extends CustomData {
  readonly value: number;
}

type Target = Parameters<ICustomSeriesPaneRenderer['draw']>[0];
type Whitespace = CustomSeriesWhitespaceData<Time>;
type Data = PaneRendererCustomData<Time, LinePoint>;

const LINE_WIDTH = 1.5;

class BrokenLineRenderer implements ICustomSeriesPaneRenderer {
  data: Data | null = null;
  colour = '';

  draw(target: Target, toY: PriceToCoordinateConverter): void {
    const { data } = this;
    if (!data?.visibleRange) return;
    const { bars, visibleRange } = data;
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      context.strokeStyle = this.colour;
      context.lineWidth = LINE_WIDTH * verticalPixelRatio;
      context.lineJoin = 'round';
      context.beginPath();
      let previous = Number.NaN;
      for (
        let at = Math.max(0, visibleRange.from - 1);
        at < Math.min(bars.length, visibleRange.to + 1);
        at++
      ) {
        const bar = bars[at];
        const y = bar ? toY(bar.originalData.value) : null;
        if (!bar || y === null) continue;
        const x = bar.x * horizontalPixelRatio;
        if (bar.time === previous + 1) context.lineTo(x, y * verticalPixelRatio);
        else context.moveTo(x, y * verticalPixelRatio);
        previous = bar.time;
      }
      context.stroke();
    });
  }
}

/** A line that ends before a time without a value and begins anew after it; the library's own bridges it. */
export class BrokenLine implements ICustomSeriesPaneView<Time, LinePoint> {
  private readonly drawn = new BrokenLineRenderer();

  renderer(): ICustomSeriesPaneRenderer {
    return this.drawn;
  }

  update(data: Data, { color }: CustomSeriesOptions): void {
    this.drawn.data = data;
    this.drawn.colour = color;
  }

  priceValueBuilder({ value }: LinePoint): number[] {
    return [value];
  }

  isWhitespace(data: LinePoint | Whitespace): data is Whitespace {
    return !('value' in data);
  }

  defaultOptions(): CustomSeriesOptions {
    return customSeriesDefaultOptions;
  }
}
