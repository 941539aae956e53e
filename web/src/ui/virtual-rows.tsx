import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface VirtualRowsProps<T> {
  rows: readonly T[];
  /** A first guess in pixels; the first row that is drawn is measured. */
  rowHeight: number;
  /** One `<Tr key rowIndex={index + 2}>`, all of the same height. Row 1 is the head. */
  children: (row: T, index: number) => ReactNode;
}

/** The body of a long table: only the rows in and near the window are drawn. Give the table `rowCount`. */
export function VirtualRows<T>({ rows, rowHeight, children }: VirtualRowsProps<T>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(rowHeight);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
  });

  // The place of the body and the height of a row change with the window, a banner and the density.
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const measure = () => {
      setTop(Math.round(element.getBoundingClientRect().top + scrollY));
      const row = element.querySelector('tr:not([aria-hidden])');
      if (row !== null) setHeight(Math.round(row.getBoundingClientRect().height * 100) / 100);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => virtual.measure(), [virtual, height]);

  const shown = virtual.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  return (
    <tbody ref={body}>
      {before > 0 && <Spacer height={before} />}
      {shown.map(({ index }) => {
        const row = rows[index];
        return row === undefined ? null : children(row, index);
      })}
      {after > 0 && <Spacer height={after} />}
    </tbody>
  );
}

const Spacer = ({ height }: { height: number }) => (
  <tr aria-hidden="true" className="spacer" style={{ height }}>
    <td />
  </tr>
);
