import type {
  CandlestickSeriesPartialOptions,
  ChartOptions,
  DeepPartial,
  PriceFormatCustom,
  Time,
} from 'lightweight-charts';
import { ColorType, CrosshairMode, LineStyle, TickMarkType } from 'lightweight-charts';
import { figureText, formatDecimal } from '@/lib/format';
import { formatTime } from '@/lib/time';
import type { ChartColours } from './colours';

/** How figures and times are written on the axes. */
export interface ChartWords {
  readonly locale: string;
  /** The zone of times; UTC for candles of a day or longer, which are days of UTC. */
  readonly zone: string;
  /** Whether candles are shorter than a day. */
  readonly timed: boolean;
  /** Whether candles are shorter than a minute. */
  readonly seconds: boolean;
}

/** Bars are never so narrow that more than one lies in a pixel, which bounds how many the chart holds. */
const LEAST_BAR_SPACING = 1;
const MOST_BAR_SPACING = 60;
export const USUAL_BAR_SPACING = 8.5;
/** Empty bars to the right of the newest one. */
export const RIGHT_BARS = 3;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function tickMark(time: Time, type: TickMarkType, { zone }: ChartWords): string {
  const millis = Number(time) * 1000;
  const [day = '', month = '', year = ''] = formatTime(millis, zone, 0, 'exact').split(' ');
  switch (type) {
    case TickMarkType.Year:
      return year;
    case TickMarkType.Month:
      return MONTHS.includes(month) ? month : `${day} ${month}`;
    case TickMarkType.DayOfMonth:
      return `${day} ${month}`;
    case TickMarkType.Time:
      return formatTime(millis, zone, 0, 'time');
    case TickMarkType.TimeWithSeconds:
      return formatTime(millis, zone, 0, 'clock');
  }
}

export const wordOptions = (words: ChartWords): DeepPartial<ChartOptions> => ({
  localization: {
    timeFormatter: (time: Time) => {
      const style = words.timed ? (words.seconds ? 'exact' : 'auto') : 'date';
      return formatTime(Number(time) * 1000, words.zone, Date.now(), style);
    },
  },
  timeScale: {
    timeVisible: words.timed,
    secondsVisible: words.seconds,
    tickMarkFormatter: (time: Time, type: TickMarkType) => tickMark(time, type, words),
  },
});

export const colourOptions = (colours: ChartColours): DeepPartial<ChartOptions> => ({
  layout: {
    background: { type: ColorType.Solid, color: colours.surface },
    textColor: colours.text3,
    fontFamily: colours.font,
    fontSize: 12,
    panes: { separatorColor: colours.lineStrong, separatorHoverColor: colours.lineStrong },
  },
  grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
  crosshair: {
    vertLine: { color: colours.text3, labelBackgroundColor: colours.text2 },
    horzLine: { color: colours.text3, labelBackgroundColor: colours.text2 },
  },
  timeScale: { borderColor: colours.lineStrong },
  rightPriceScale: { borderColor: colours.lineStrong },
});

/** Dragging is `panByDragging`'s; dragging the axis of time would keep a place that loading changes. */
export const FIXED_OPTIONS: DeepPartial<ChartOptions> = {
  autoSize: false,
  layout: { attributionLogo: false, panes: { enableResize: false } },
  crosshair: {
    mode: CrosshairMode.Normal,
    vertLine: { style: LineStyle.Dashed, width: 1 },
    horzLine: { style: LineStyle.Dashed, width: 1 },
  },
  handleScroll: { mouseWheel: true, pressedMouseMove: false, horzTouchDrag: false, vertTouchDrag: false },
  handleScale: { mouseWheel: true, pinch: true, axisPressedMouseMove: { time: false, price: true } },
  timeScale: {
    barSpacing: USUAL_BAR_SPACING,
    minBarSpacing: LEAST_BAR_SPACING,
    maxBarSpacing: MOST_BAR_SPACING,
    rightOffset: RIGHT_BARS,
    shiftVisibleRangeOnNewBar: true,
    tickMarkMaxCharacterLength: 7,
  },
};

export const candleColours = (colours: ChartColours): CandlestickSeriesPartialOptions => ({
  upColor: colours.surface,
  borderUpColor: colours.candleUp,
  wickUpColor: colours.candleUp,
  downColor: colours.candleDown,
  borderDownColor: colours.candleDown,
  wickDownColor: colours.candleDown,
});

/** A coordinate of the axis as text; it is where a mark stands, not a figure of the server. */
export const axisText = (value: number, decimals: number, locale: string): string =>
  figureText(formatDecimal(value.toFixed(decimals), locale, { dim: false }));

/** The fewest decimals, from `least` to `most`, that tell the marks of an axis apart. */
export function markDecimals(marks: readonly number[], least: number, most: number): number {
  for (let decimals = least; decimals < most; decimals++) {
    const texts = new Set(marks.map((mark) => mark.toFixed(decimals)));
    const exact = marks.every(
      (mark) => Math.abs(mark - Number(mark.toFixed(decimals))) < Math.abs(mark) * 1e-9,
    );
    if (texts.size === marks.length && exact) return decimals;
  }
  return most;
}

export const priceFormat = (most: number, locale: string): PriceFormatCustom => ({
  type: 'custom',
  minMove: 10 ** -most,
  formatter: (value: number) => axisText(value, most, locale),
  tickmarksFormatter: (marks: readonly number[]) => {
    const shown = markDecimals(marks, Math.min(2, most), most);
    return marks.map((mark) => axisText(mark, shown, locale));
  },
});
