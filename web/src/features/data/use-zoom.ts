import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SeriesRow } from '@/api/series';
import { useDataSearch } from './use-selection';
import { fit, instantText, isWhole, shortest } from './zoom';
import type { Window } from './zoom';

/** Wheel and keys follow one another quickly: the address and the server hear of the last one. */
const SETTLE_MILLIS = 250;

export interface Zoom {
  readonly whole: Window;
  /** What is shown, while it still changes too. */
  readonly window: Window;
  /** What the address says: the stretch that is read, or undefined for the whole. */
  readonly settled: { readonly from: string; readonly to: string } | undefined;
  readonly least: number;
  readonly zoomed: boolean;
  readonly set: (window: Window) => void;
}

/** The stretch of the selected series that is shown. It is in the address. */
export function useZoom(row: SeriesRow): Zoom {
  const { search, change } = useDataSearch();
  const { from, to } = search;
  const whole = useMemo(() => ({ from: Date.parse(row.from), to: Date.parse(row.to) }), [row.from, row.to]);
  const least = shortest(row.interval);
  const [draft, setDraft] = useState<Window | null>(null);
  const stored = useMemo(() => {
    if (from === undefined && to === undefined) return whole;
    const begin = from === undefined ? whole.from : Date.parse(from);
    const end = to === undefined ? whole.to : Date.parse(to);
    return begin < end ? fit({ from: begin, to: end }, whole, least) : whole;
  }, [from, to, whole, least]);
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => {
      const shown = isWhole(draft, whole) ? null : draft;
      change({
        from: shown ? instantText(shown.from) : undefined,
        to: shown ? instantText(shown.to) : undefined,
      });
      setDraft(null);
    }, SETTLE_MILLIS);
    return () => clearTimeout(timer);
  }, [draft, whole, change]);
  const set = useCallback((next: Window) => setDraft(fit(next, whole, least)), [whole, least]);
  const window = draft ?? stored;
  const settled = isWhole(stored, whole)
    ? undefined
    : { from: instantText(stored.from), to: instantText(stored.to) };
  return { whole, window, settled, least, zoomed: !isWhole(window, whole), set };
}
