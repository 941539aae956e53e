import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { MarketRow } from '@/api/markets';
import { useNow } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { isStale, parseInstant } from '@/lib/time';
import { Change, Figure, LiveFigure, NotKnown, Volume } from '@/ui/figure';
import { Icon } from '@/ui/icon';
import { RangeMarker } from '@/ui/range-marker';
import { Age } from '@/ui/time';
import { currentFigures, useFigure } from './figures';
import { texts } from './texts';

interface RowProps {
  row: MarketRow;
}

/** Each of these renders when its own figure changes, and nothing around it. */
export const PriceCell = memo(function PriceCell({ row }: RowProps) {
  const last = useFigure(row, 'last');
  if (last === null) return <NotKnown reason={row.last_missing_reason ?? t(texts.noPrice)} />;
  return <LiveFigure value={last} className="text-14" />;
});

export const ChangeCell = memo(function ChangeCell({ row }: RowProps) {
  return <Change percent={useFigure(row, 'percent')} reason={t(texts.noChange)} />;
});

export const RangeCell = memo(function RangeCell({ row }: RowProps) {
  const low = useFigure(row, 'low');
  const high = useFigure(row, 'high');
  const last = useFigure(row, 'last');
  return <RangeMarker low={low} high={high} value={last} unit={row.quote ?? ''} />;
});

export const VolumeCell = memo(function VolumeCell({ row }: RowProps) {
  const volume = useFigure(row, 'volume');
  return row.quote_volume_24h === null ? (
    <Volume value={volume} unit={row.base} reason={t(texts.noVolume)} />
  ) : (
    <Volume value={row.quote_volume_24h} unit={row.quote ?? undefined} />
  );
});

/** Renewed by the clock and not by updates, so that it can be read. */
export const AgeCell = memo(function AgeCell({ row }: RowProps) {
  useNow();
  const { at } = currentFigures(row);
  return (
    <Age
      at={at}
      expectedSeconds={row.expected_seconds}
      reason={row.last_missing_reason ?? t(texts.noPrice)}
      staleReason={t(texts.silent)}
    />
  );
});

/** Whether the last price of a row is older than it should be. */
export function useStaleRow(row: MarketRow): boolean {
  const now = useNow();
  const { at } = currentFigures(row);
  return at !== null && isStale(now - parseInstant(at), row.expected_seconds);
}

export const CandlesCell = memo(function CandlesCell({ row }: RowProps) {
  const locale = useLocale();
  const { state, missing, failed } = row.candles;
  if (state === 'none') return <NotKnown reason={t(texts.noCandles)} />;
  if (state === 'gap_free')
    return (
      <span className="gap-free" data-tip={t(texts.gapFreeTip)}>
        <Icon name="check" />
        {t(texts.gapFree)}
      </span>
    );
  const counts = { failed: formatCount(failed, locale), missing: formatCount(missing, locale) };
  return (
    <Link
      to="/data"
      search={{ market: row.market }}
      className={state === 'failed' ? 'text-danger whitespace-nowrap' : 'text-warn whitespace-nowrap'}
      data-tip={t(texts.candlesTip, counts)}
    >
      {state === 'failed'
        ? t(texts.failed, { count: counts.failed })
        : t(texts.missing, { count: counts.missing })}
    </Link>
  );
});

/** A figure of the preview, with its unit. */
export function FactFigure({
  row,
  name,
  unit,
  reason,
}: RowProps & { name: 'high' | 'low' | 'volume'; unit: string | null; reason: string }) {
  return <Figure value={useFigure(row, name)} unit={unit ?? undefined} reason={reason} />;
}
