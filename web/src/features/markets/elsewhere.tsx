import { useQuery } from '@tanstack/react-query';
import { instrumentPricesQuery } from '@/api/markets';
import type { InstrumentPrices, MarketRow } from '@/api/markets';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { Figure } from '@/ui/figure';
import { LoadingLines, Section } from '@/ui/pane';
import { Age, useStale } from '@/ui/time';
import { useFigure } from './figures';
import { texts } from './texts';

type VenuePrice = InstrumentPrices['prices'][number];

function LivePrice({ row, stale }: { row: MarketRow; stale: boolean }) {
  return <Figure value={useFigure(row, 'last')} unit={row.quote ?? undefined} stale={stale} />;
}

interface VenueLineProps {
  price: VenuePrice;
  /** The same market in the table, whose price is live. */
  row: MarketRow | undefined;
}

function VenueLine({ price, row }: VenueLineProps) {
  const stale = useStale(price.price_at, price.expected_seconds);
  const isStale = stale && (row?.topic ?? null) === null;
  return (
    <>
      <dt>
        {price.simulated ? <span className="text-sim">{t(texts.simulated)}</span> : venueName(price.provider)}{' '}
        <span className="text-text-3">{price.source === 'poll' ? t(texts.poll) : price.symbol}</span>
        {isStale && (
          <>
            {' '}
            <Age at={price.price_at} expectedSeconds={price.expected_seconds} staleReason={t(texts.silent)} />
          </>
        )}
      </dt>
      <dd>
        {row === undefined || row.topic === null ? (
          <Figure value={price.price} unit={price.quote} stale={isStale} reason={t(texts.noPrice)} />
        ) : (
          <LivePrice row={row} stale={isStale} />
        )}
      </dd>
    </>
  );
}

interface ElsewhereProps {
  row: MarketRow;
  instrument: string;
  rows: ReadonlyMap<string, MarketRow>;
}

/** The same instrument at other venues, and its other names. */
export function Elsewhere({ row, instrument, rows }: ElsewhereProps) {
  const { data, isError, isFetching, refetch } = useQuery(instrumentPricesQuery(instrument));
  if (data === undefined && isError)
    return (
      <Section title={t(texts.elsewhere)}>
        <p className="text-text-2">{t(texts.elsewhereFailed)}</p>
        <Button small className="mt-2" busy={isFetching} onClick={() => void refetch()}>
          {t(texts.tryAgain)}
        </Button>
      </Section>
    );
  if (data === undefined) return <LoadingLines />;
  const others = data.prices.filter((price) => price.market !== row.market);
  return (
    <>
      <Section title={t(texts.elsewhere)}>
        {others.length === 0 ? (
          <p className="text-text-3">
            {t(texts.elsewhereNone, { name: row.name ?? data.instrument.symbol })}
          </p>
        ) : (
          <dl className="facts">
            {others.map((price) => (
              <VenueLine key={price.market} price={price} row={rows.get(price.market)} />
            ))}
          </dl>
        )}
      </Section>
      {data.aliases.length > 0 && (
        <Section title={t(texts.aliases)}>
          <ul className="aliases">
            {data.aliases.map((alias) => (
              <li key={alias} className="tag">
                {alias}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
