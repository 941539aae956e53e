import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { searchQuery } from '@/api/search';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { TextField } from '@/ui/field';
import { Pair } from './series-name';
import { texts } from './texts';
import { useDebounced } from './use-debounced';

const SEARCH_MILLIS = 150;
const MOST = 30;

/** A market that was chosen. */
export interface ChosenMarket {
  /** `BTCUSDT@binance` */
  readonly market: string;
  /** `BTC/USDT` */
  readonly symbol: string;
  readonly provider: string;
}

type FoundMarket = SearchResult & { market: string; provider: string };

/** Markets of venues that have candles. */
const withCandles = (results: readonly SearchResult[], venues: ReadonlySet<string> | null): FoundMarket[] =>
  results.filter(
    (result): result is FoundMarket =>
      result.kind === 'market' &&
      result.market !== null &&
      result.provider !== null &&
      (venues === null || venues.has(result.provider)),
  );

function Option({ found }: { found: FoundMarket }) {
  const shown = found.matched_as === 'alias' || found.matched_as === 'id';
  return (
    <>
      <span className="whitespace-nowrap">
        <Pair symbol={found.symbol} />
      </span>
      <span className="truncate text-text-3">
        {found.name}
        {shown && (
          <>
            {' '}
            <mark>{t(texts.alsoNamed, { name: found.matched })}</mark>
          </>
        )}
      </span>
      <span className="spring" />
      {(found.state === 'delisted' || found.state === 'renamed') && (
        <span className="text-warn">{t(texts[found.state])}</span>
      )}
      <span className={found.simulated ? 'text-sim' : 'text-text-2'}>{venueName(found.provider)}</span>
    </>
  );
}

interface MarketFieldProps {
  chosen: ChosenMarket | null;
  onChoose: (market: ChosenMarket | null) => void;
  /** The venues that have candles; null while they are not known. */
  venues: ReadonlySet<string> | null;
  error: string | null;
}

/** A market by any spelling: one types, and chooses from what is found. */
export function MarketField({ chosen, onChoose, venues, error }: MarketFieldProps) {
  const id = useId();
  const [query, setQuery] = useState(chosen?.symbol ?? '');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const wanted = useDebounced(query.trim(), SEARCH_MILLIS);
  const search = useQuery({ ...searchQuery(wanted, MOST), enabled: open && wanted !== '' });
  const found = wanted === '' ? [] : withCandles(search.data?.results ?? [], venues);
  const at = Math.min(active, found.length - 1);
  const shown = open && query.trim() !== '';

  const choose = ({ market, symbol, provider }: FoundMarket) => {
    onChoose({ market, symbol, provider });
    setQuery(symbol);
    setOpen(false);
  };
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOpen(true);
      setActive(Math.max(0, Math.min(found.length - 1, at + (shown ? step : 0))));
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault(); // the form is sent by the next Enter
      const one = found[at];
      if (one) choose(one);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      setOpen(false);
    }
  };
  const message = () => {
    if (search.error) return t(texts.marketFailed, { reason: search.error.message });
    if (search.data === undefined || wanted !== query.trim()) return t(texts.marketSearching);
    if (search.data.results.length > 0) return t(texts.marketInstrument, { query: wanted });
    const none = t(texts.marketNone, { query: wanted });
    const { nearest } = search.data;
    return nearest.length === 0 ? none : `${none} ${t(texts.marketNearest, { names: nearest.join(', ') })}`;
  };
  return (
    <div
      className="market-field"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <TextField
        label={t(texts.market)}
        placeholder={t(texts.marketHint)}
        value={query}
        error={error}
        spellCheck={false}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[at] ? `${id}-${at}` : undefined}
        data-autofocus={chosen === null ? '' : undefined}
        after={chosen && <span className="whitespace-nowrap text-text-3">{venueName(chosen.provider)}</span>}
        onChange={(event) => {
          setQuery(event.target.value);
          setOpen(true);
          setActive(0);
          if (chosen) onChoose(null);
        }}
        onKeyDown={key}
      />
      {shown && found.length === 0 && <p className="found-none">{message()}</p>}
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t(texts.marketResults)}
        hidden={!shown || found.length === 0}
      >
        {shown &&
          found.map((one, index) => (
            <li
              key={one.market}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              ref={index === at ? scrollIntoList : undefined}
              onPointerMove={() => setActive(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(one)}
            >
              <Option found={one} />
            </li>
          ))}
      </ul>
    </div>
  );
}

const scrollIntoList = (element: HTMLLIElement | null): void => element?.scrollIntoView({ block: 'nearest' });
