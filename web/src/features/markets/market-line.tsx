import { memo } from 'react';
import type { MarketRow } from '@/api/markets';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { useNow } from '@/lib/clock';
import { formatAge, formatTime, parseInstant } from '@/lib/time';
import { useZone } from '@/lib/preferences';
import { IconButton } from '@/ui/button';
import { InstrumentName } from '@/ui/instrument-name';
import { Sparkline } from '@/ui/sparkline';
import { Td, Tr } from '@/ui/table';
import { AgeCell, CandlesCell, ChangeCell, PriceCell, RangeCell, useStaleRow, VolumeCell } from './cells';
import { currentFigures } from './figures';
import { texts } from './texts';

export const pairOf = (row: MarketRow): string =>
  row.quote === null ? row.base : `${row.base}/${row.quote}`;

/** The age within the name's second line, where the table has no column for it. */
function StaleAge({ row }: { row: MarketRow }) {
  const now = useNow();
  const zone = useZone();
  const { at } = currentFigures(row);
  if (at === null) return null;
  const millis = parseInstant(at);
  return (
    <span className="stale-age">
      {' · '}
      <span className="sr-only">{t(texts.olderThanExpected)} </span>
      {formatAge(now - millis) ?? formatTime(millis, zone, now)}
    </span>
  );
}

interface NameProps {
  row: MarketRow;
  also: string | null;
  stale: boolean;
}

/** Pair, name, venue, and the other name that was searched for. */
const MarketName = memo(function MarketName({ row, also, stale }: NameProps) {
  return (
    <InstrumentName base={row.base} quote={row.quote}>
      {row.name !== null && `${row.name} · `}
      {row.simulated ? <span className="text-sim">{t(texts.simulated)}</span> : venueName(row.provider)}
      {stale && <StaleAge row={row} />}
      {also !== null && (
        <>
          {' · '}
          <mark>{t(texts.also, { name: also })}</mark>
        </>
      )}
    </InstrumentName>
  );
});

interface StarProps {
  row: MarketRow;
  watched: boolean;
  ofAccount: boolean;
  onToggle: (market: string, pair: string) => void;
}

const Star = memo(function Star({ row, watched, ofAccount, onToggle }: StarProps) {
  const pair = pairOf(row);
  const label = watched ? texts.unwatch : ofAccount ? texts.watch : texts.watchHere;
  return (
    <IconButton
      icon="star"
      small
      filled
      className="star"
      label={t(label, { pair: t(texts.pairAt, { pair, venue: venueName(row.provider) }) })}
      aria-pressed={watched}
      onClick={() => onToggle(row.market, pair)}
    />
  );
});

export interface MarketLineProps {
  row: MarketRow;
  /** Its place among all rows, from 0. */
  place: number;
  also: string | null;
  current: boolean;
  watched: boolean;
  ofAccount: boolean;
  onToggle: (market: string, pair: string) => void;
  /** Selects for the preview; without one a click opens. */
  onSelect: ((market: string) => void) | undefined;
  onOpen: (row: MarketRow) => void;
}

/** A row of the table. Its live cells render by themselves. */
export const MarketLine = memo(function MarketLine(props: MarketLineProps) {
  const { row, place, also, current, watched, ofAccount, onToggle, onSelect, onOpen } = props;
  const stale = useStaleRow(row);
  return (
    <Tr
      name={row.market}
      rowIndex={place + 2}
      current={current}
      stale={stale}
      onSelect={onSelect && (() => onSelect(row.market))}
      onOpen={() => onOpen(row)}
    >
      <Td align="center" className="max-tab:hidden">
        <Star row={row} watched={watched} ofAccount={ofAccount} onToggle={onToggle} />
      </Td>
      <Td area="a">
        <MarketName row={row} also={also} stale={stale} />
      </Td>
      <Td area="c" align="right">
        <PriceCell row={row} />
      </Td>
      <Td area="d" align="right">
        <ChangeCell row={row} />
      </Td>
      <Td className="col-range">
        <RangeCell row={row} />
      </Td>
      <Td align="right" className="col-volume">
        <VolumeCell row={row} />
      </Td>
      <Td area="b" className="col-week">
        <Sparkline values={row.sparkline} className="week" />
      </Td>
      <Td className="max-desk:hidden">
        <CandlesCell row={row} />
      </Td>
      <Td align="right" className="max-desk:hidden">
        <AgeCell row={row} />
      </Td>
    </Tr>
  );
});
