import type { Columns } from '@/charts/columns';
import { timeOfPage } from '@/lib/clock';
import type { Store } from '@/lib/store';
import { useStore } from '@/lib/store';
import { figureText, formatDecimal } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime } from '@/lib/time';
import { indicatorName } from './indicator-picker';
import type { Indicator } from './indicators';
import { texts } from './texts';

/** What the legend tells of: the bar under the crosshair, else the newest one on the screen. */
export interface LegendState {
  readonly columns: Columns;
  readonly at: number;
  /** The bar whose indicators are told: the one before a running bar, which has none yet. */
  readonly overlaysAt: number;
  readonly indicators: readonly Indicator[];
  /** Grows with each change of the newest bar, which is changed in place. */
  readonly version: number;
}

const gapWords = ({ columns, at }: LegendState): string => {
  const time = columns.times[at] ?? 0;
  const gap = columns.gaps.find((one) => one.from <= time && time < one.to);
  switch (gap?.state) {
    case 'failed':
      return t(texts.legendFailed, { reason: gap.reason ?? t(texts.noReason) });
    case 'confirmed_empty':
      return t(texts.legendEmpty);
    case 'unavailable':
      return t(texts.legendUnavailable);
    default:
      return t(texts.legendMissing);
  }
};

function Prices({ state, base }: { state: LegendState; base: string }) {
  const locale = useLocale();
  const { columns, at } = state;
  const close = columns.texts.close[at] ?? null;
  if (close === null) return <span className="text-warn">{gapWords(state)}</span>;
  const up = (columns.numbers.close[at] ?? 0) >= (columns.numbers.open[at] ?? 0);
  const figure = (text: string | null | undefined) =>
    text == null ? '—' : figureText(formatDecimal(text, locale, { dim: false }));
  const prices = [
    [texts.openShort, columns.texts.open[at]],
    [texts.highShort, columns.texts.high[at]],
    [texts.lowShort, columns.texts.low[at]],
    [texts.closeShort, close],
  ] as const;
  return (
    <>
      {prices.map(([name, text]) => (
        <span key={name.id}>
          {t(name)} <b className={`num ${up ? 'up' : 'down'}`}>{figure(text)}</b>
        </span>
      ))}
      <span className="max-tab:hidden">
        {t(texts.volumeShort)} <b className="num">{figure(columns.texts.volume[at])}</b>
        <span className="unit">{base}</span>
      </span>
    </>
  );
}

function Overlays({ state, decimals }: { state: LegendState; decimals: number }) {
  const locale = useLocale();
  const written = (value: number, indicator: Indicator): string => {
    if (Number.isNaN(value)) return '—';
    const places = indicator.kind === 'volatility' ? 6 : decimals;
    return figureText(formatDecimal(value.toFixed(places), locale, { dim: false }));
  };
  return state.indicators.map((indicator, index) => (
    <span key={indicatorName(indicator)} className={`ink-${index + 1}`}>
      {indicatorName(indicator)}{' '}
      <span className="num">
        {written(state.columns.overlays[index]?.[state.overlaysAt] ?? Number.NaN, indicator)}
      </span>
    </span>
  ));
}

interface LegendProps {
  store: Store<LegendState | null>;
  zone: string;
  timed: boolean;
  base: string;
  decimals: number;
}

/** The figures of one bar, exactly; they follow the crosshair. */
export function Legend({ store, zone, timed, base, decimals }: LegendProps) {
  const state = useStore(store);
  if (state === null) return <div className="chart-legend" />;
  const millis = (state.columns.times[state.at] ?? 0) * 1000;
  return (
    <div className="chart-legend" aria-hidden="true">
      <div>
        <span className="text-text">
          {formatTime(millis, timed ? zone : 'UTC', timeOfPage(), timed ? 'auto' : 'date')}
        </span>
        <Prices state={state} base={base} />
      </div>
      {state.indicators.length > 0 && (
        <div>
          <Overlays state={state} decimals={decimals} />
        </div>
      )}
    </div>
  );
}
