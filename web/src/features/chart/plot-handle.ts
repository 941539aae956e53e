import type { Columns } from '@/charts/columns';
import { indexAt } from '@/charts/columns';
import { createStore } from '@/lib/store';
import type { Store } from '@/lib/store';

/** Open times of the first and last bar that are shown, in seconds. */
export interface ShownRange {
  readonly from: number;
  readonly to: number;
}

/** What other parts of the page do with the plot. */
export interface PlotHandle {
  /** The candles that are loaded, and the stretch of them on the screen. */
  readonly shown: () => { readonly columns: Columns; readonly range: ShownRange } | null;
  /** Shows a stretch, in the middle when it is short. */
  readonly show: (range: ShownRange) => void;
  /** Reads the candles anew after some were stored. */
  readonly reload: () => void;
  readonly panBy: (screens: number) => void;
  readonly zoomBy: (factor: number) => void;
}

export type PlotStore = Store<PlotHandle | null>;
export const createPlotStore = (): PlotStore => createStore<PlotHandle | null>(null);

/** The indices of the shown bars; the last one is exclusive. */
export const shownIndices = (columns: Columns, { from, to }: ShownRange): readonly [number, number] => [
  indexAt(columns, from),
  indexAt(columns, to + 1),
];
