import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { backfillsQuery, useStartBackfill } from '@/api/backfills';
import { idempotencyKey } from '@/api/client';
import type { Gap, SeriesDetail, SeriesRow } from '@/api/series';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { zoneName } from '@/lib/time';
import { parseMarket } from '@/lib/units';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { coverageName } from '@/ui/coverage-bar';
import { LoadingLines } from '@/ui/pane';
import { Tag } from '@/ui/tag';
import type { TagKind } from '@/ui/tag';
import { showToast } from '@/ui/toast';
import { useMayWrite } from './access';
import { isBeingFetched } from './backfill-words';
import { texts } from './texts';
import { lastOpen, rangeText } from './time-words';

const KINDS: Readonly<Record<Gap['state'], TagKind>> = {
  covered: 'plain',
  missing: 'waiting',
  failed: 'failed',
  confirmed_empty: 'plain',
  unavailable: 'plain',
};

/** Fetches exactly a gap. */
function FetchButton({ row, gap, range }: { row: SeriesRow; gap: Gap; range: string }) {
  const start = useStartBackfill();
  const [key] = useState(idempotencyKey);
  const locale = useLocale();
  const { data: jobs } = useQuery(backfillsQuery);
  const symbol = parseMarket(row.market)?.symbol ?? row.symbol;
  const wanted = { provider: row.provider, symbol, interval: row.interval, from: gap.from, to: gap.to };
  if (isBeingFetched(wanted, jobs ?? []))
    return <span className="text-12 text-text-3">{t(texts.fetching)}</span>;
  const fetchGap = () =>
    start.mutate(
      { body: { ...wanted, interval: wanted.interval }, key },
      {
        onSuccess: () => {
          const text = formatCount(gap.candles, locale);
          showToast(t(texts.fetchStarted, { text, count: gap.candles, venue: venueName(row.provider) }));
        },
        onError: (error) => showToast(t(texts.fetchRefused, { reason: error.message }), { wrong: true }),
      },
    );
  return (
    <Button small busy={start.isPending} aria-label={t(texts.fetchOf, { range })} onClick={fetchGap}>
      {t(texts.fetch)}
    </Button>
  );
}

function GapLine({ row, gap, onShow }: { row: SeriesRow; gap: Gap; onShow: (gap: Gap) => void }) {
  const zone = useZone();
  const locale = useLocale();
  const mayWrite = useMayWrite();
  const from = Date.parse(gap.from);
  const range = rangeText(from, lastOpen(Date.parse(gap.to), row.interval), zone, timeOfPage());
  const fetchable = gap.state === 'missing' || gap.state === 'failed';
  return (
    <li>
      <span>
        <Tag kind={KINDS[gap.state]}>{coverageName(gap.state)}</Tag>
      </span>
      <span className="gap-range">
        <button
          type="button"
          className="num"
          aria-label={t(texts.showGap, { range })}
          onClick={() => onShow(gap)}
        >
          {range} <span className="text-text-3">{zoneName(zone, from)}</span>
        </button>
        {gap.reason !== null && <small>{gap.reason}</small>}
      </span>
      <span className="num">
        {t(texts.gapCandles, { text: formatCount(gap.candles, locale), count: gap.candles })}
      </span>
      <span className="gap-act">
        {fetchable && mayWrite && <FetchButton row={row} gap={gap} range={range} />}
      </span>
    </li>
  );
}

interface GapListProps {
  row: SeriesRow;
  detail: SeriesDetail | undefined;
  error: Error | null;
  onRetry: () => void;
  onShow: (gap: Gap) => void;
}

/** What is not stored in the stretch that is shown, the newest first. */
export function GapList({ row, detail, error, onRetry, onShow }: GapListProps) {
  if (detail === undefined) {
    if (error === null) return <LoadingLines widths={['42%', '38%']} />;
    return (
      <p className="series-note" role="alert">
        {t(texts.gapsFailed, { reason: error.message })}{' '}
        <Button small onClick={onRetry}>
          {t(texts.tryAgain)}
        </Button>
      </p>
    );
  }
  if (detail.gaps.length === 0)
    return <p className="series-note">{t(row.posted ? texts.gapsNonePosted : texts.gapsNone)}</p>;
  return (
    <>
      <ul className="gap-list" aria-label={t(texts.gaps)} tabIndex={0}>
        {detail.gaps.map((gap) => (
          <GapLine key={`${gap.from} ${gap.state}`} row={row} gap={gap} onShow={onShow} />
        ))}
      </ul>
      {detail.gaps_total > detail.gaps.length && (
        <p className="series-note">
          {t(texts.gapsMore, { shown: detail.gaps.length, total: detail.gaps_total })}
        </p>
      )}
    </>
  );
}
