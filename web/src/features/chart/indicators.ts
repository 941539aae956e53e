/** An indicator of the closes, drawn over the price or, when it has another unit, below it. */
export type IndicatorKind = 'sma' | 'ema' | 'volatility';

export interface Indicator {
  readonly kind: IndicatorKind;
  readonly period: number;
}

export const MOST_INDICATORS = 3;
export const LEAST_PERIOD = 2;
export const GREATEST_PERIOD = 1000;

const COLUMNS = { sma: 'rolling_mean', ema: 'ema', volatility: 'volatility' } as const;

/** As the address names it: `sma20`. */
export const indicatorText = ({ kind, period }: Indicator): string => `${kind}${period}`;

/** The column of a frame. */
export const columnOf = ({ kind, period }: Indicator): string => `${COLUMNS[kind]}(${period})`;

export const isPeriod = (period: number): boolean =>
  Number.isInteger(period) && period >= LEAST_PERIOD && period <= GREATEST_PERIOD;

export function parseIndicator(text: string): Indicator | null {
  const [, kind, digits = ''] = /^(sma|ema|volatility)(\d{1,4})$/.exec(text) ?? [];
  const period = Number.parseInt(digits, 10);
  return kind !== undefined && isPeriod(period) ? { kind: kind as IndicatorKind, period } : null;
}

/** The indicators of an address: known ones, each once, at most three. */
export function parseIndicators(texts: readonly string[]): Indicator[] {
  const found = new Map<string, Indicator>();
  for (const text of texts) {
    const indicator = parseIndicator(text);
    if (indicator && found.size < MOST_INDICATORS) found.set(indicatorText(indicator), indicator);
  }
  return [...found.values()];
}
