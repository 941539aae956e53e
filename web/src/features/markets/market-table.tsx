import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { MarketRow } from '@/api/markets';
import { t } from '@/lib/text';
import { SkeletonRows, Table, Th } from '@/ui/table';
import type { Sort } from '@/ui/table';
import { WIDE_PRICE } from './column-widths';
import type { ColumnWidths } from './column-widths';
import { MarketLine } from './market-line';
import type { Hit } from './match';
import type { SortColumn } from './search';
import { texts } from './texts';
import type { WatchList } from './use-watch-list';
import type { WindowRows } from './window-rows';

interface HeadProps {
  sort: Sort<SortColumn> | null;
  /** Null is the own order. */
  onSort: (sort: Sort<SortColumn> | null) => void;
  widths: ColumnWidths;
}

function TableHead({ sort, onSort, widths }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <Th align="center" width={52} className="max-tab:hidden">
          <span className="sr-only">{t(texts.watched)}</span>
        </Th>
        <th scope="col" aria-sort={sort === null ? 'other' : undefined}>
          <button
            type="button"
            data-tip={t(sort === null ? texts.ownOrderTip : texts.backToOwnOrder)}
            onClick={() => onSort(null)}
          >
            {t(texts.instrument)}
          </button>
        </th>
        <Th align="right" width={widths.price} column="price" sort={sort} onSort={onSort}>
          {t(texts.lastPrice)}
        </Th>
        <Th align="right" width={104} column="change" sort={sort} onSort={onSort}>
          {t(texts.change)}
        </Th>
        <Th width={126} className="col-range">
          {t(texts.range)}
        </Th>
        <Th
          align="right"
          width={widths.volume}
          column="volume"
          sort={sort}
          onSort={onSort}
          className="col-volume"
        >
          {t(texts.volume)}
        </Th>
        <Th width={134} className="col-week">
          {t(texts.week)}
        </Th>
        <Th width={130} className="max-desk:hidden">
          {t(texts.candles)}
        </Th>
        <Th align="right" width={92} className="max-desk:hidden">
          {t(texts.age)}
        </Th>
      </tr>
    </thead>
  );
}

interface FrameProps extends HeadProps {
  rowCount?: number;
  busy?: boolean;
  children: ReactNode;
}

function MarketFrame({ rowCount, busy, children, ...head }: FrameProps) {
  return (
    <Table
      label={t(texts.title)}
      fixed
      twoLines
      className={head.widths.price > WIDE_PRICE ? 'market-rows wide-prices' : 'market-rows'}
      style={{ '--price-width': `${head.widths.phonePrice}px` } as React.CSSProperties}
      {...(rowCount === undefined ? {} : { rowCount: rowCount + 1 })}
      {...(busy === undefined ? {} : { busy })}
    >
      <TableHead {...head} />
      {children}
    </Table>
  );
}

/** Rows that are not rendered keep their room. */
const Room = ({ height }: { height: number }) =>
  height > 0 && (
    <tr className="room" aria-hidden="true">
      <td colSpan={9} style={{ height }} />
    </tr>
  );

export interface MarketTableProps extends HeadProps {
  rows: readonly MarketRow[];
  window: WindowRows;
  hits: ReadonlyMap<string, Hit> | null;
  selected: string | null;
  watch: WatchList;
  watchedSet: ReadonlySet<string>;
  onSelect: ((market: string) => void) | undefined;
  onOpen: (row: MarketRow) => void;
  onToggle: (market: string, pair: string) => void;
  /** Moves a watched row by one; does nothing when the order is not the own one. */
  onMove: (market: string, step: 1 | -1) => void;
}

const rowName = (target: EventTarget): string | null =>
  target instanceof HTMLElement && target.matches('tr[data-row]') ? (target.dataset['row'] ?? null) : null;

export function MarketTable(props: MarketTableProps) {
  const { rows, window, hits, selected, watch, watchedSet, onSelect, onOpen, onToggle, onMove } = props;
  const { body, first, last, rowHeight } = window;
  const focus = (event: FocusEvent) => {
    const market = rowName(event.target);
    if (market !== null) onSelect?.(market);
  };
  const key = (event: KeyboardEvent) => {
    const market = rowName(event.target);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!event.altKey || step === 0 || market === null) return;
    event.preventDefault();
    onMove(market, step);
  };
  return (
    <MarketFrame sort={props.sort} onSort={props.onSort} widths={props.widths} rowCount={rows.length}>
      <tbody ref={body} onFocus={focus} onKeyDown={key}>
        <Room height={first * rowHeight} />
        {rows.slice(first, last).map((row, at) => (
          <MarketLine
            key={row.market}
            row={row}
            place={first + at}
            also={hits?.get(row.market)?.also ?? null}
            current={onSelect !== undefined && row.market === selected}
            watched={watchedSet.has(row.market)}
            ofAccount={watch.ofAccount}
            onToggle={onToggle}
            onSelect={onSelect}
            onOpen={onOpen}
          />
        ))}
        <Room height={(rows.length - last) * rowHeight} />
      </tbody>
    </MarketFrame>
  );
}

/** The table's own grid while the markets are read. */
export function LoadingTable(head: HeadProps) {
  return (
    <MarketFrame {...head} busy>
      <tbody>
        <SkeletonRows
          rows={14}
          cells={[
            { width: 0, className: 'max-tab:hidden' },
            { width: 120, area: 'a' },
            { width: 84, align: 'right', area: 'c' },
            { width: 56, align: 'right', area: 'd' },
            { width: 104, height: 4, className: 'col-range' },
            { width: 86, align: 'right', className: 'col-volume' },
            { width: 84, height: 20, area: 'b', className: 'col-week' },
            { width: 64, className: 'max-desk:hidden' },
            { width: 34, align: 'right', className: 'max-desk:hidden' },
          ]}
        />
      </tbody>
    </MarketFrame>
  );
}
