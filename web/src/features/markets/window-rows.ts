import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Rows `first` to before `last`. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Rows beyond the edges, so that the next row is there when the focus moves to it. */
const BEYOND = 8;
/** The range moves in steps, so that scrolling by a few pixels renders nothing. */
const STEP = 4;
const FIRST_RANGE: RowRange = { first: 0, last: 24 };

/** The rows that are seen when the first one is `top` pixels below the upper edge of the window. */
export function rangeOf(top: number, rowHeight: number, windowHeight: number, count: number): RowRange {
  const within = (row: number) => Math.min(count, Math.max(0, row));
  const first = Math.floor((Math.floor(-top / rowHeight) - BEYOND) / STEP) * STEP;
  const last = Math.ceil((Math.ceil((windowHeight - top) / rowHeight) + BEYOND) / STEP) * STEP;
  return { first: within(Math.min(first, count - 1)), last: within(Math.max(last, 1)) };
}

export interface WindowRows extends RowRange {
  /** The body of the table; its rows have one height and `data-row`. */
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly rowHeight: number;
  /** Scrolls until a row is rendered and seen. */
  readonly reveal: (row: number) => void;
}

/** Which rows of a table in the window's own scroll are seen; only these are rendered. */
export function useWindowRows(count: number): WindowRows {
  const body = useRef<HTMLTableSectionElement>(null);
  const [range, setRange] = useState(FIRST_RANGE);
  const [rowHeight, setRowHeight] = useState(48);

  useLayoutEffect(() => {
    let framed = 0;
    const measure = () => {
      framed = 0;
      const section = body.current;
      const height = section?.querySelector<HTMLElement>('tr[data-row]')?.offsetHeight ?? 0;
      if (section === null || height === 0) return;
      const { top } = section.getBoundingClientRect();
      const next = rangeOf(top, height, innerHeight, count);
      setRowHeight(height);
      setRange((old) => (old.first === next.first && old.last === next.last ? old : next));
    };
    const later = () => {
      if (framed === 0) framed = requestAnimationFrame(measure);
    };
    measure();
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(framed);
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    };
  }, [count]);

  const reveal = (row: number) => {
    const section = body.current;
    if (section === null) return;
    const y = section.getBoundingClientRect().top + scrollY + row * rowHeight;
    if (y < scrollY + 80 || y + rowHeight > scrollY + innerHeight - 36)
      scrollTo({ top: Math.max(0, y - innerHeight / 2) });
  };

  const first = Math.min(range.first, Math.max(0, count - 1));
  return {
    body,
    first,
    last: Math.min(count, Math.max(range.last, first + 1)),
    rowHeight,
    reveal,
  };
}
