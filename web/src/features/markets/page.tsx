import './markets.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { MarketRow } from '@/api/markets';
import { searchQuery } from '@/api/search';
import { useCommands } from '@/lib/commands';
import { DESKTOP, useMedia } from '@/lib/media';
import { useLocale } from '@/lib/preferences';
import { rememberMarket } from '@/lib/recent-markets';
import { t } from '@/lib/text';
import { Pane } from '@/ui/pane';
import { useAllFigures } from './figures';
import { ListBody } from './list-body';
import { pairOf } from './market-line';
import { findRows, notHere } from './match';
import { usePageState } from './page-state';
import type { PageState } from './page-state';
import { Preview } from './preview';
import { keepFocus, useRowKeys } from './row-keys';
import { TakeOver } from './take-over';
import { texts } from './texts';
import { Tools, useAddDialog } from './tools';
import { useMarkets } from './use-markets';
import { useOrder } from './use-order';
import { useWatchList } from './use-watch-list';
import type { WatchList } from './use-watch-list';
import { useWindowRows } from './window-rows';

const NO_ROWS: readonly MarketRow[] = [];

/** The newest of a value, for callbacks that stay the same. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** What the server finds for the query, and the rows that it means. */
function useFound(state: PageState, rows: readonly MarketRow[]) {
  const { query, settledQuery } = state;
  const { data } = useQuery(searchQuery(settledQuery, 50));
  const searching = query.trim() !== '';
  const hits = useMemo(
    () => (searching ? findRows(rows, query, data) : null),
    [searching, rows, query, data],
  );
  const answer =
    searching && data !== undefined && data.query === query.trim()
      ? { nearest: data.nearest, others: data.nearest.length > 0 ? [] : notHere(data, rows) }
      : null;
  return { hits, answer };
}

/** Callbacks of rows; they stay the same, so that a row renders only when it changes. */
function useRowActions(state: PageState, watch: WatchList) {
  const navigate = useNavigate();
  const latest = useLatest({ watch, removes: state.scope === 'watched' });
  const onToggle = useCallback(
    (market: string, pair: string) => {
      if (latest.current.removes) keepFocus(market);
      latest.current.watch.toggle(market, pair);
    },
    [latest],
  );
  const onOpen = useCallback(
    (row: MarketRow) => {
      rememberMarket({ ...row, symbol: pairOf(row) });
      void navigate({ to: '/chart', search: { market: row.market } });
    },
    [navigate],
  );
  return { onToggle, onOpen };
}

/** The dialog that adds a market, also as a command of the palette. */
function useAdding(select: (market: string) => void) {
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const add = useAddDialog((market) => {
    setOwn((all) => new Set([...all, market]));
    select(market);
  });
  const { open } = add;
  const openLatest = useLatest(open);
  useCommands(
    useMemo(
      () => [
        {
          id: 'markets:add',
          label: t(texts.addMarket),
          keywords: ['follow', 'watch'],
          run: () => openLatest.current(),
        },
      ],
      [openLatest],
    ),
  );
  return { ...add, own };
}

export function MarketsPage() {
  const state = usePageState();
  const { scope, sort } = state;
  const locale = useLocale();
  const isDesktop = useMedia(DESKTOP);
  const watch = useWatchList();
  const markets = useMarkets(scope, watch);
  const loaded = markets.rows ?? NO_ROWS;
  useAllFigures(loaded);
  const add = useAdding(state.select);
  const order = useOrder({
    rows: markets.rows,
    scope,
    sort,
    watched: watch.markets,
    own: add.own,
    locale,
  });
  const { hits, answer } = useFound(state, loaded);
  const rows = hits === null ? order.rows : order.rows.filter((row) => hits.has(row.market));
  const selected = rows.find((row) => row.market === state.selected) ?? rows[0];
  const byName = useMemo(() => new Map(loaded.map((row) => [row.market, row])), [loaded]);
  const watchedSet = useMemo(() => new Set(watch.markets), [watch.markets]);
  const window = useWindowRows(rows.length);
  const focusRow = useRowKeys(rows, selected, window);
  const actions = useRowActions(state, watch);

  const onMove = (market: string, step: 1 | -1) => {
    const other = rows[rows.findIndex((row) => row.market === market) + step]?.market;
    if (sort !== null || other === undefined || ![market, other].every((one) => watchedSet.has(one))) return;
    watch.move(market, watch.markets.indexOf(other));
    order.swap(market, other);
  };

  return (
    <div className="panes markets-page">
      <Pane labelledBy="markets-title">
        <Tools
          query={state.query}
          onQuery={state.setQuery}
          onEnter={() => focusRow(0)}
          scope={scope}
          onScope={state.setScope}
          hasHoldings={markets.session?.workspace != null}
          order={order}
          sort={sort}
          onOwnOrder={() => state.setSort(null)}
          onAdd={() => add.open()}
        />
        <TakeOver watch={watch} />
        <ListBody
          markets={markets}
          state={state}
          answer={answer}
          onAdd={add.open}
          table={{
            rows,
            window,
            hits,
            selected: selected?.market ?? null,
            watch,
            watchedSet,
            sort,
            onSort: state.setSort,
            widths: order.widths,
            onSelect: isDesktop ? state.select : undefined,
            ...actions,
            onMove,
          }}
        />
      </Pane>
      {isDesktop && (
        <Preview
          row={selected}
          rows={byName}
          loading={markets.rows === undefined && markets.error === null}
        />
      )}
      {add.dialog}
    </div>
  );
}
