import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';
import { firstMarketsQuery } from '@/api/market-row';
import type { MarketRow } from '@/api/market-row';
import { searchQuery } from '@/api/search';
import type { SearchResult } from '@/api/search';
import { rememberMarket } from '@/lib/recent-markets';
import { useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Popover } from '@/ui/popover';
import type { Market } from './market';
import { pairOf } from './market';
import { texts } from './texts';
import { useChartSearch } from './use-chart-search';

type Choice = Pick<SearchResult, 'symbol' | 'name' | 'stored' | 'simulated' | 'state'> & {
  readonly market: string;
  readonly provider: string;
};

const isMarket = (result: SearchResult): result is SearchResult & Choice =>
  result.market !== null && result.provider !== null;

const choiceOf = (row: MarketRow): Choice => ({
  market: row.market,
  provider: row.provider,
  symbol: row.symbol,
  name: row.name,
  stored: row.candles.candles > 0,
  simulated: row.simulated,
  state: null,
});

function ChoiceLine({ choice, onChoose }: { choice: Choice; onChoose: (choice: Choice) => void }) {
  const [base, quote] = choice.symbol.split('/');
  return (
    <Command.Item value={choice.market} onSelect={() => onChoose(choice)}>
      <b className="font-semibold whitespace-nowrap">
        {base}
        {quote !== undefined && <span className="font-normal text-text-3">/{quote}</span>}
      </b>
      <span className="truncate text-text-3">
        {choice.name !== null && `${choice.name} · `}
        {choice.simulated ? (
          <span className="text-sim">{t(texts.simulated)}</span>
        ) : (
          venueName(choice.provider)
        )}
        {choice.state === 'delisted' && ` · ${t(texts.delisted)}`}
        {choice.state === 'renamed' && ` · ${t(texts.renamed)}`}
      </span>
      <span className="spring" />
      {choice.stored && <span className="text-12 text-text-3">{t(texts.kept)}</span>}
    </Command.Item>
  );
}

function Choices({ query, onChoose }: { query: string; onChoose: (choice: Choice) => void }) {
  const typed = query.trim();
  const { data: first } = useQuery(firstMarketsQuery);
  const { data, isFetching } = useQuery(searchQuery(typed, 30));
  if (typed === '') {
    const rows = first?.markets ?? [];
    return (
      <Command.Group heading={t(texts.atOtherVenues)}>
        {rows.map((row) => (
          <ChoiceLine key={row.market} choice={choiceOf(row)} onChoose={onChoose} />
        ))}
      </Command.Group>
    );
  }
  if (data === undefined) return null;
  const markets = data.results.filter(isMarket);
  if (markets.length === 0)
    return isFetching ? null : (
      <p className="px-3 py-2 text-text-2">
        {t(texts.nothingFound, { query: typed })}{' '}
        {data.nearest.length > 0 && t(texts.nearest, { names: data.nearest.join(', ') })}
      </p>
    );
  return markets.map((result) => <ChoiceLine key={result.market} choice={result} onChoose={onChoose} />);
}

function ChoiceBox({ onChoose }: { onChoose: (choice: Choice) => void }) {
  const [query, setQuery] = useState('');
  const deferred = useDeferredValue(query);
  return (
    <Command label={t(texts.switchKey)} shouldFilter={false} loop className="palette-box">
      <div className="palette-input">
        <Icon name="search" />
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={t(texts.searchInstruments)}
        />
      </div>
      <Command.List label={t(texts.switchKey)}>
        <Choices query={deferred} onChoose={onChoose} />
      </Command.List>
    </Command>
  );
}

interface SwitcherProps {
  /** In the head with the instrument's name, or a button of its own. */
  kind: 'head' | 'button';
  market?: Market;
  row?: MarketRow | null | undefined;
}

/** Chooses the instrument by any of its names. */
export function Switcher({ kind, market, row }: SwitcherProps) {
  const [open, setOpen] = useState(false);
  const { openMarket } = useChartSearch();
  useShortcut('/', t(texts.switchKey), () => setOpen(true));
  const choose = (next: Choice) => {
    setOpen(false);
    rememberMarket(next);
    openMarket(next.market);
  };
  const trigger =
    kind === 'button' || market === undefined ? (
      <Button kind="primary">{t(texts.chooseMarket)}</Button>
    ) : (
      <HeadTrigger market={market} row={row} />
    );
  return (
    <Popover trigger={trigger} label={t(texts.switchKey)} open={open} onOpenChange={setOpen}>
      <ChoiceBox onChoose={choose} />
    </Popover>
  );
}

function HeadTrigger({
  market,
  row,
  ...button
}: { market: Market; row: MarketRow | null | undefined } & React.ComponentProps<'button'>) {
  const [base = market.symbol, quote] = pairOf(market, row).split('/');
  const venue = venueName(market.provider);
  return (
    <button
      {...button}
      type="button"
      className="chart-switcher"
      aria-label={t(texts.switch, { pair: pairOf(market, row), venue })}
    >
      <span className="instrument">
        <b>
          {base}
          {quote !== undefined && <span>/{quote}</span>}
        </b>
        <small>
          {row?.name != null && `${row.name} · `}
          {row?.simulated || market.provider === 'simulated' ? (
            <span className="text-sim">{t(texts.simulated)}</span>
          ) : (
            venue
          )}
        </small>
      </span>
      <Icon name="chevron" />
    </button>
  );
}
