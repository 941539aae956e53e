import type { SeriesRow as Row } from '@/api/series';
import { useFollow } from '@/api/series';
import { timeOfPage } from '@/lib/clock';
import { formatCount, formatPercent, figureText } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { parseInstant } from '@/lib/time';
import { NotKnown } from '@/ui/figure';
import { Switch } from '@/ui/switch';
import { Td, Tr } from '@/ui/table';
import { Time } from '@/ui/time';
import { showToast } from '@/ui/toast';
import { useMayWrite } from './access';
import { FittedCoverage } from './fitted-coverage';
import { fullName, SeriesName } from './series-name';
import { texts } from './texts';
import { nearStyle } from './time-words';

/** `99.95%`; all is `100%`. */
export const percentText = (percent: string, locale: string): string =>
  figureText(
    formatPercent(percent, locale, { signed: false, decimals: /^100(\.0*)?$/.test(percent) ? 0 : 2 }),
  );

/** What a coverage bar shows, in words. */
export function coverageLabel(row: Row, locale: string): string {
  const candles = formatCount(row.candles, locale);
  if (row.covered_percent === null || row.missing === null)
    return t(texts.coverageUnknown, { name: fullName(row), candles });
  return t(texts.coverageOf, {
    name: fullName(row),
    percent: percentText(row.covered_percent, locale),
    candles,
    missing: formatCount(row.missing, locale),
    failed: formatCount(row.failed, locale),
  });
}

/** How much is missing; amber when something is. Failed candles alone are named in red. */
function Missing({ row }: { row: Row }) {
  const locale = useLocale();
  if (row.missing === null) return <NotKnown reason={row.note ?? t(texts.missingUnknown)} />;
  const missing = formatCount(row.missing, locale);
  const failed = formatCount(row.failed, locale);
  if (row.failed === 0)
    return <span className={row.missing > 0 ? 'num text-warn' : 'num text-text-2'}>{missing}</span>;
  if (row.missing === 0)
    return <span className="num text-danger">{t(texts.failedCount, { count: failed })}</span>;
  return (
    <span className="num text-warn" data-tip={t(texts.missingAndFailed, { missing, failed })}>
      <span className="text-danger" aria-hidden="true">
        ×{' '}
      </span>
      {missing}
      <span className="sr-only">, {t(texts.failedCount, { count: failed })}</span>
    </span>
  );
}

function Last({ at }: { at: string | null }) {
  const zone = useZone();
  if (at === null) return <NotKnown reason={t(texts.noCandleYet)} />;
  return <Time at={at} style={nearStyle(parseInstant(at), zone, timeOfPage())} />;
}

function Follow({ row }: { row: Row }) {
  const follow = useFollow();
  const mayWrite = useMayWrite();
  const name = fullName(row);
  const reason = row.posted ? t(texts.postedNotFollowed) : mayWrite ? null : t(texts.signInReason);
  const change = (on: boolean) =>
    follow.mutate(
      { id: row.series_id, follow: on },
      {
        onError: (error) =>
          showToast(t(texts.followRefused, { name, reason: error.message }), { wrong: true }),
      },
    );
  return <Switch label={t(texts.followOf, { name })} on={row.follow} onChange={change} reason={reason} />;
}

interface SeriesRowProps {
  row: Row;
  current: boolean;
  onSelect: (row: Row) => void;
  /** Its place in the whole list, when only a part of it is in the page. */
  index?: number;
}

/** A series: how much of its life is stored, and whether it is kept current. */
export function SeriesRow({ row, current, onSelect, index }: SeriesRowProps) {
  const locale = useLocale();
  return (
    <Tr
      current={current}
      onSelect={() => onSelect(row)}
      rowIndex={index === undefined ? undefined : index + 2}
    >
      <Td area="a">
        <SeriesName row={row} />
      </Td>
      <Td area="c">
        <FittedCoverage spans={row.spans} label={coverageLabel(row, locale)} />
      </Td>
      <Td align="right" area="b">
        {row.covered_percent === null ? (
          <NotKnown reason={row.note ?? t(texts.percentUnknown)} />
        ) : (
          <span className="num">{percentText(row.covered_percent, locale)}</span>
        )}
      </Td>
      <Td align="right" className="max-desk:hidden">
        <span className="num">{formatCount(row.candles, locale)}</span>
      </Td>
      <Td align="right" area="d" label={t(texts.missingLabel)}>
        <Missing row={row} />
      </Td>
      <Td align="right" className="text-text-2 max-desk:hidden">
        <Last at={row.last_open} />
      </Td>
      <Td align="center" area="e" label={t(texts.headFollow).toLowerCase()}>
        <Follow row={row} />
      </Td>
    </Tr>
  );
}
