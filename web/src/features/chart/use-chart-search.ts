import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Interval } from '@/api/candles';
import type { Indicator } from './indicators';
import { indicatorText, parseIndicators } from './indicators';
import { isInterval } from './intervals';
import type { ChartSearch } from './search';

const route = getRouteApi('/chart');

/** A stretch of the address; without `to` it ends at the newest candle. */
export interface SearchRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** `change` with its undefined fields taken away. */
function merged(old: ChartSearch, change: Partial<Record<keyof ChartSearch, unknown>>): ChartSearch {
  const entries = Object.entries({ ...old, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** The view state of the address, and what changes it. */
export function useChartSearch() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (part: Partial<Record<keyof ChartSearch, unknown>>, replace = true) =>
      void navigate({ search: (old) => merged(old, part), replace, resetScroll: false }),
    [navigate],
  );
  const listed = search.indicator?.join(',') ?? '';
  const indicators = useMemo(() => parseIndicators(listed === '' ? [] : listed.split(',')), [listed]);
  return {
    search,
    interval: isInterval(search.interval) ? search.interval : null,
    indicators,
    isLog: search.log === 'on',
    /** The end stays, so that the same time is seen; how far back follows from the width. */
    setInterval: useCallback((interval: Interval) => change({ interval, from: undefined }, false), [change]),
    setIndicators: useCallback(
      (list: readonly Indicator[]) =>
        change({ indicator: list.length === 0 ? undefined : list.map(indicatorText) }),
      [change],
    ),
    setLog: useCallback((on: boolean) => change({ log: on ? 'on' : undefined }), [change]),
    setRange: useCallback(({ from, to }: SearchRange) => change({ from, to }), [change]),
    openMarket: useCallback(
      (market: string) => change({ market, from: undefined, to: undefined }, false),
      [change],
    ),
  };
}
