import { lazy, Suspense, useState } from 'react';
import type { MarketRow } from '@/api/markets';
import type { SearchResult } from '@/api/search';
import { useNow } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/button';
import { SearchField } from '@/ui/field';
import { Segmented } from '@/ui/segmented';
import type { Sort } from '@/ui/table';
import { currentFigures } from './figures';
import { pairOf } from './market-line';
import { holds } from './order';
import type { MarketsSearch, SortColumn } from './search';
import { texts } from './texts';
import type { OrderedRows } from './use-order';

export type Scope = NonNullable<MarketsSearch['scope']> | 'all';

interface OrderNoteProps {
  order: OrderedRows;
  sort: Sort<SortColumn> | null;
  onOwnOrder: () => void;
}

/** Says what the order comes from; when it does not hold any more, it can be made anew. */
export function OrderNote({ order, sort, onOwnOrder }: OrderNoteProps) {
  useNow(); // figures come over the stream; whether they keep the order is looked at each second
  const zone = useZone();
  if (sort === null)
    return (
      <span className="order-note" data-tip={t(texts.ownOrderTip)}>
        {t(texts.ownOrder)}
      </span>
    );
  if (!holds(order.rows, sort, currentFigures)) {
    const time = formatTime(order.at, zone, order.at, 'time');
    return (
      <Button small kind="ghost" data-tip={t(texts.orderOfTip)} onClick={order.refresh}>
        {t(texts.orderOf, { time })}
      </Button>
    );
  }
  return (
    <Button small kind="ghost" data-tip={t(texts.backToOwnOrder)} onClick={onOwnOrder}>
      {t(texts.ownOrder)}
    </Button>
  );
}

/** Markets that came while the page was read. */
function NewRows({ added, onShow }: { added: readonly MarketRow[]; onShow: () => void }) {
  const names = added.map(pairOf).slice(0, 8).join(', ');
  return (
    <span role="status" className="contents">
      {added.length > 0 && (
        <Button small data-tip={t(texts.newRowsTip, { names })} onClick={onShow}>
          {t(texts.newRows, { count: added.length })}
        </Button>
      )}
    </span>
  );
}

interface ToolsProps {
  query: string;
  onQuery: (query: string) => void;
  /** Goes from the search to what it found. */
  onEnter: () => void;
  scope: Scope;
  onScope: (scope: Scope) => void;
  /** Without an account and without the shared workspace there are no holdings. */
  hasHoldings: boolean;
  order: OrderedRows;
  sort: Sort<SortColumn> | null;
  onOwnOrder: () => void;
  onAdd: () => void;
}

export function Tools(props: ToolsProps) {
  const { query, onQuery, onEnter, scope, onScope, hasHoldings, order, sort, onOwnOrder, onAdd } = props;
  const scopes: readonly { value: Scope; label: string }[] = [
    { value: 'watched', label: t(texts.watched) },
    ...(hasHoldings ? [{ value: 'held' as const, label: t(texts.held) }] : []),
    { value: 'followed', label: t(texts.followed) },
    { value: 'all', label: t(texts.all) },
  ];
  return (
    <div className="market-tools">
      <h1 id="markets-title">{t(texts.title)}</h1>
      <SearchField
        label={t(texts.search)}
        placeholder={t(texts.placeholder)}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query === '') event.currentTarget.blur();
          else if (event.key === 'Escape') onQuery('');
          else if (event.key === 'Enter' || event.key === 'ArrowDown') onEnter();
          else return;
          event.preventDefault();
        }}
        after={
          query === '' ? (
            <kbd className="max-tab:hidden">/</kbd>
          ) : (
            <IconButton icon="close" small label={t(texts.clear)} onClick={() => onQuery('')} />
          )
        }
      />
      <IconButton icon="plus" label={t(texts.addMarket)} className="add-small" onClick={onAdd} />
      <div className="scroll-x">
        <Segmented label={t(texts.show)} options={scopes} value={scope} onChange={onScope} />
      </div>
      <span className="spring max-tab:hidden" />
      <NewRows added={order.added} onShow={order.refresh} />
      <span className="max-tab:hidden">
        <OrderNote order={order} sort={sort} onOwnOrder={onOwnOrder} />
      </span>
      <Button icon="plus" className="max-tab:hidden" onClick={onAdd}>
        {t(texts.add)}
      </Button>
    </div>
  );
}

const AddDialog = lazy(() => import('./add-dialog').then((module) => ({ default: module.AddDialog })));

/** What the dialog that adds a market begins with. */
export interface AddStart {
  readonly query: string;
  readonly market: SearchResult | null;
}

/** Opens the dialog, whose code comes when it is first opened. */
export function useAddDialog(onAdded: (market: string) => void) {
  const [start, setStart] = useState<AddStart | null>(null);
  const dialog = start !== null && (
    <Suspense>
      <AddDialog {...start} onAdded={onAdded} onClose={() => setStart(null)} />
    </Suspense>
  );
  const open = (market: SearchResult | null = null) => setStart({ query: market?.symbol ?? '', market });
  return { open, dialog };
}
