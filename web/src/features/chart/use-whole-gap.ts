import { useMemo } from 'react';
import type { Gap } from '@/api/market-series';
import type { ChartGap } from '@/charts/columns';
import { gapState } from './frame-columns';

/** Finds the whole stretch of a gap, of which a plot may know the part that is loaded. */
export function useWholeGap(gaps: readonly Gap[] | undefined): (gap: ChartGap) => ChartGap {
  return useMemo(() => {
    const known = (gaps ?? []).map(({ from, to, state, ...gap }) => ({
      ...gap,
      state: gapState(state),
      from: Date.parse(from) / 1000,
      to: Date.parse(to) / 1000,
    }));
    return (gap) => {
      const whole = known.find(
        ({ state, from, to }) => state === gap.state && from <= gap.from && to >= gap.to,
      );
      return whole === undefined ? gap : { ...whole, state: gap.state };
    };
  }, [gaps]);
}
