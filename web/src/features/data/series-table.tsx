import { useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, ReactNode } from 'react';
import type { SeriesRow as Row } from '@/api/series';
import { t } from '@/lib/text';
import { SkeletonRows, Table, Th } from '@/ui/table';
import type { SkeletonCell } from '@/ui/table';
import { ZoneName } from '@/ui/time';
import { SeriesRow } from './series-row';
import { texts } from './texts';
import { stretchesOf } from './virtual-rows';

/** Below this all rows are drawn. */
const FEW = 60;
const OVERSCAN = 12;
const ROW_PIXELS = 41;

function Head() {
  return (
    <thead>
      <tr>
        <Th width={212}>{t(texts.headSeries)}</Th>
        <Th>{t(texts.headCoverage)}</Th>
        <Th align="right" width={88}>
          {t(texts.headCovered)}
        </Th>
        <Th align="right" width={104} className="max-desk:hidden">
          {t(texts.headCandles)}
        </Th>
        <Th align="right" width={88}>
          {t(texts.headMissing)}
        </Th>
        <Th align="right" width={88} className="max-desk:hidden">
          <LastHead />
        </Th>
        <Th align="center" width={92}>
          {t(texts.headFollow)}
        </Th>
      </tr>
    </thead>
  );
}

const LastHead = () => t(texts.headLast, { zone: ZoneName() });

const SKELETON: readonly SkeletonCell[] = [
  { width: 124, area: 'a' },
  { width: 240, height: 14, area: 'c' },
  { width: 48, align: 'right', area: 'b' },
  { width: 64, align: 'right', className: 'max-desk:hidden' },
  { width: 32, align: 'right', area: 'd' },
  { width: 40, align: 'right', className: 'max-desk:hidden' },
  { width: 32, height: 16, align: 'center', area: 'e' },
];

export function SeriesTableSkeleton() {
  return (
    <Table label={t(texts.headSeries)} fixed className="series-rows" busy>
      <Head />
      <tbody>
        <SkeletonRows rows={10} cells={SKELETON} />
      </tbody>
    </Table>
  );
}

interface SeriesTableProps {
  rows: readonly Row[];
  selected: Row | undefined;
  onSelect: (row: Row) => void;
}

const Spacer = ({ height }: { height: number }) => (
  <tr className="spacer" aria-hidden="true">
    <td colSpan={7} style={{ height }} />
  </tr>
);

/** Only the rows that are seen are in the page, and the one that has the focus, which is not lost by scrolling. */
function VirtualRows({ rows, selected, onSelect }: SeriesTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(ROW_PIXELS);
  const [focused, setFocused] = useState<number | null>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }: Range) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const kept = focused !== null && focused < count && (focused < first || focused > last);
      return kept ? [...seen, focused].sort((a, b) => a - b) : seen;
    },
  });
  useEffect(() => {
    const measure = () => {
      const row = box.current?.querySelector<HTMLElement>('tbody tr[tabindex]');
      if (row) setHeight(row.getBoundingClientRect().height);
    };
    const observer = new ResizeObserver(measure);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => virtual.measure(), [virtual, height]);
  const revealed = useRef(false);
  useEffect(() => {
    if (revealed.current || selected === undefined) return;
    revealed.current = true;
    const at = rows.findIndex((row) => row.series_id === selected.series_id);
    if (at * ROW_PIXELS > (box.current?.clientHeight ?? 0)) virtual.scrollToIndex(at, { align: 'center' });
  }, [virtual, rows, selected]);
  const indexOf = (event: FocusEvent) => {
    const place = event.target.closest('tr')?.getAttribute('aria-rowindex');
    return place ? Number(place) - 2 : null;
  };
  return (
    <div
      ref={box}
      className="series-scroll"
      onFocus={(event) => setFocused(indexOf(event))}
      onBlur={() => setFocused(null)}
    >
      <Frame rowCount={rows.length + 1}>
        {stretchesOf(
          virtual.getVirtualItems().map((item) => item.index),
          rows.length,
        ).map((part) => {
          if (part.kind === 'space')
            return <Spacer key={`space-${part.from}`} height={(part.to - part.from) * height} />;
          const row = rows[part.index];
          return (
            row && (
              <SeriesRow
                key={row.series_id}
                row={row}
                index={part.index}
                current={row.series_id === selected?.series_id}
                onSelect={onSelect}
              />
            )
          );
        })}
      </Frame>
    </div>
  );
}

function Frame({ rowCount, children }: { rowCount?: number; children: ReactNode }) {
  return (
    <Table
      label={t(texts.headSeries)}
      fixed
      className="series-rows"
      {...(rowCount === undefined ? {} : { rowCount })}
    >
      <Head />
      <tbody>{children}</tbody>
    </Table>
  );
}

/** The series with their coverage. */
export function SeriesTable(props: SeriesTableProps) {
  const { rows, selected, onSelect } = props;
  if (rows.length > FEW) return <VirtualRows {...props} />;
  return (
    <div className="series-scroll">
      <Frame>
        {rows.map((row) => (
          <SeriesRow
            key={row.series_id}
            row={row}
            current={row.series_id === selected?.series_id}
            onSelect={onSelect}
          />
        ))}
      </Frame>
    </div>
  );
}
