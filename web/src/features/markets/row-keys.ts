import type { MarketRow } from '@/api/markets';
import { useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import { texts } from './texts';
import type { WindowRows } from './window-rows';

const rowElement = (market: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(market)}"]`);

/** The name of the row beside an element's row, the next one first. */
function neighbour(element: Element): string | null {
  const name = (row: Element | null | undefined) =>
    row instanceof HTMLElement ? row.dataset['row'] : undefined;
  const row = element.closest('tr[data-row]');
  return name(row?.nextElementSibling) ?? name(row?.previousElementSibling) ?? null;
}

/** A row goes away by its own star: the focus moves to the star of its neighbour. */
export function keepFocus(market: string): void {
  const { activeElement } = document;
  if (!activeElement || rowElement(market)?.contains(activeElement) !== true) return;
  const next = neighbour(activeElement);
  if (next !== null)
    requestAnimationFrame(() => rowElement(next)?.querySelector<HTMLElement>('.star')?.focus());
}

/** J and K go into the table when the focus is elsewhere; within it the table moves between its rows. */
export function useRowKeys(
  rows: readonly MarketRow[],
  selected: MarketRow | undefined,
  { reveal }: WindowRows,
): (place: number) => void {
  const focusRow = (place: number) => {
    const row = rows[place];
    if (row === undefined) return;
    reveal(place);
    const rendered = rowElement(row.market);
    if (rendered !== null) rendered.focus();
    // The scrolled-to rows are rendered in the frame after the scroll.
    else requestAnimationFrame(() => requestAnimationFrame(() => rowElement(row.market)?.focus()));
  };
  const intoTable = () => focusRow(selected === undefined ? 0 : rows.indexOf(selected));
  useShortcut('j', t(texts.nextRow), intoTable);
  useShortcut('k', t(texts.previousRow), intoTable);
  return focusRow;
}
