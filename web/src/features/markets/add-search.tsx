import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useDeferredValue } from 'react';
import { searchQuery } from '@/api/search';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Icon } from '@/ui/icon';
import { Tag } from '@/ui/tag';
import { texts } from './add-texts';
import { plainName } from './match';

function ResultLine({ result }: { result: SearchResult }) {
  const [base, quote] = result.symbol.split('/');
  const venue = result.simulated ? null : venueName(result.provider ?? '');
  const own = plainName(`${result.symbol} ${result.name ?? ''}`).includes(plainName(result.matched));
  return (
    <>
      <b className="font-semibold whitespace-nowrap">
        {base}
        {quote !== undefined && <span className="font-normal text-text-3">/{quote}</span>}
      </b>
      <span className="truncate text-text-3">
        {[result.name, venue].filter(Boolean).join(' · ')}
        {result.simulated && <SimulatedName after={result.name !== null} />}
        {!own && (
          <>
            {' · '}
            <mark>{t(texts.also, { name: result.matched })}</mark>
          </>
        )}
      </span>
      <span className="spring" />
      {result.state === 'delisted' && <Tag kind="waiting">{t(texts.delisted)}</Tag>}
      {result.state === 'renamed' && <Tag kind="waiting">{t(texts.renamed)}</Tag>}
      {result.stored && <span className="text-12 whitespace-nowrap text-text-3">{t(texts.here)}</span>}
    </>
  );
}

const SimulatedName = ({ after }: { after: boolean }) => (
  <>
    {after && ' · '}
    <span className="text-sim">{t(texts.simulated)}</span>
  </>
);

interface AddSearchProps {
  query: string;
  onQuery: (query: string) => void;
  onChoose: (market: SearchResult) => void;
}

/** A market by any name; arrows choose, Enter takes it. */
export function AddSearch({ query, onQuery, onChoose }: AddSearchProps) {
  const deferred = useDeferredValue(query);
  const { data, error, isPlaceholderData } = useQuery(searchQuery(deferred, 50));
  const wanted = query.trim();
  const markets = wanted === '' ? [] : (data?.results ?? []).filter((result) => result.market !== null);
  const near = data !== undefined && data.nearest.length > 0 && !isPlaceholderData;
  return (
    <Command label={t(texts.search)} shouldFilter={false} loop className="add-search">
      <div className="input">
        <Icon name="search" />
        <Command.Input
          value={query}
          onValueChange={onQuery}
          placeholder={t(texts.placeholder)}
          aria-label={t(texts.search)}
        />
      </div>
      <p className="add-note" role="status">
        {wanted === ''
          ? t(texts.start)
          : error !== null && markets.length === 0
            ? t(texts.failed, { reason: error.message })
            : data === undefined
              ? t(texts.searching)
              : markets.length === 0 && !isPlaceholderData
                ? t(texts.none, { query: wanted })
                : near
                  ? t(texts.nearest, { query: wanted })
                  : ''}
      </p>
      <Command.List label={t(texts.results)}>
        {markets.map((result) => (
          <Command.Item
            key={result.market}
            value={result.market ?? result.symbol}
            onSelect={() => onChoose(result)}
          >
            <ResultLine result={result} />
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
