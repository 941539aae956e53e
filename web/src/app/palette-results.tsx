import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useTopicPart } from '@/api/live';
import { marketsQuery } from '@/api/markets';
import type { MarketRow } from '@/api/markets';
import type { SearchResult } from '@/api/search';
import type { RecentMarket } from '@/lib/recent-markets';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Figure } from '@/ui/figure';
import { Tag } from '@/ui/tag';
import { texts } from './palette-texts';

/** What the palette shows of a market or an instrument. */
export interface Found extends Omit<RecentMarket, 'market'> {
  readonly market: string | null;
  readonly instrument: string | null;
  /** The other name that was typed. */
  readonly also: string | null;
  readonly state: SearchResult['state'];
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s/_.:-]+/g, '');

/** The name that matched, unless it is on the line anyway. */
function otherName(result: SearchResult): string | null {
  const shown = plain(`${result.symbol} ${result.name ?? ''}`);
  return shown.includes(plain(result.matched)) ? null : result.matched;
}

export const foundOf = (result: SearchResult): Found => ({
  market: result.market,
  instrument: result.instrument,
  symbol: result.symbol,
  name: result.name,
  provider: result.provider,
  simulated: result.simulated,
  also: otherName(result),
  state: result.state,
});

export const foundOfRecent = (recent: RecentMarket): Found => ({
  ...recent,
  instrument: null,
  also: null,
  state: null,
});

export const foundOfRow = (row: MarketRow): Found => ({
  market: row.market,
  instrument: row.instrument,
  symbol: row.symbol,
  name: row.name,
  provider: row.provider,
  simulated: row.simulated,
  also: null,
  state: null,
});

/** The markets that a page has read already; the palette asks for none. */
export function useReadMarkets(): readonly MarketRow[] {
  return useQuery({ ...marketsQuery('all'), enabled: false }).data?.markets ?? [];
}

/** The last price of a market that is in the table; live. */
function LastPrice({ row }: { row: MarketRow }) {
  const topic = row.topic as `last:${string}` | null;
  const last = useTopicPart(topic, (data) => data?.price ?? row.last);
  return last === null ? null : <Figure value={last} unit={row.quote ?? undefined} />;
}

export const idOf = (found: Found): string =>
  found.market ?? `instrument:${found.instrument ?? found.symbol}`;

interface ResultProps {
  found: Found;
  row: MarketRow | undefined;
  onOpen: (found: Found) => void;
}

/** A market or an instrument: pair, name and venue, the other name that was typed, and the last price. */
export function Result({ found, row, onOpen }: ResultProps) {
  const [base, quote] = found.symbol.split('/');
  const venue =
    found.market === null ? t(texts.allVenues) : found.simulated ? null : venueName(found.provider ?? '');
  return (
    <Command.Item value={idOf(found)} onSelect={() => onOpen(found)}>
      <b className="font-semibold whitespace-nowrap">
        {base}
        {quote !== undefined && <span className="font-normal text-text-3">/{quote}</span>}
      </b>
      <span className="truncate text-text-3">
        {[found.name, venue].filter(Boolean).join(' · ')}
        {found.simulated && (
          <>
            {found.name !== null && ' · '}
            <span className="text-sim">{t(texts.simulated)}</span>
          </>
        )}
        {found.also !== null && (
          <>
            {' · '}
            <mark>{t(texts.also, { name: found.also })}</mark>
          </>
        )}
      </span>
      <span className="spring" />
      {found.state === 'delisted' && <Tag kind="waiting">{t(texts.delisted)}</Tag>}
      {found.state === 'renamed' && <Tag kind="waiting">{t(texts.renamed)}</Tag>}
      {row !== undefined && <LastPrice row={row} />}
    </Command.Item>
  );
}
