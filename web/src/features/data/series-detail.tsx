import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { seriesQuery } from '@/api/series';
import type { SeriesRow } from '@/api/series';
import { timeOfPage } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { Button, buttonClass } from '@/ui/button';
import { useMayWrite } from './access';
import { useWidth } from './fitted-coverage';
import { GapList } from './gap-list';
import { fullName } from './series-name';
import { cropSpans, fitSpans } from './spans';
import { texts } from './texts';
import { useZoom } from './use-zoom';
import type { Zoom } from './use-zoom';
import { around } from './zoom';
import { zoomKey, ZoomStrip } from './zoom-strip';

const DeleteDialog = lazy(() =>
  import('./delete-dialog').then((module) => ({ default: module.DeleteDialog })),
);

/** A stretch has 6 pixels at least. Widths differ by a pixel here and there: only round numbers are requested. */
const bucketsOf = (width: number): number => Math.min(2000, Math.max(10, Math.floor(width / 60) * 10));

function Ends({ zoom }: { zoom: Zoom }) {
  const zone = useZone();
  const now = timeOfPage();
  const begin = formatTime(zoom.window.from, zone, now);
  const atEnd = zoom.window.to >= zoom.whole.to;
  return (
    <div className="zoom-ends">
      <span>{zoom.zoomed ? t(texts.zoomed, { time: begin }) : begin}</span>
      <span>
        {atEnd ? t(texts.now) : `${formatTime(zoom.window.to, zone, now)} ${zoneName(zone, zoom.window.to)}`}
      </span>
    </div>
  );
}

function ZoomButtons({ zoom }: { zoom: Zoom }) {
  const press = (key: string) => {
    const next = zoomKey(key, zoom);
    if (next !== null) zoom.set(next);
  };
  const buttons = [
    ['+', '+', texts.zoomIn, true],
    ['-', '−', texts.zoomOut, zoom.zoomed],
    ['ArrowLeft', '←', texts.earlier, zoom.zoomed],
    ['ArrowRight', '→', texts.later, zoom.zoomed],
  ] as const;
  return (
    <div
      className="segmented zoom-buttons"
      role="group"
      aria-label={t(texts.zoomIn)}
      data-tip={t(texts.zoomHelp)}
    >
      {buttons.map(([key, sign, text, possible]) => (
        <button
          key={key}
          type="button"
          aria-label={t(text)}
          aria-disabled={possible ? undefined : true}
          onClick={() => {
            if (possible) press(key);
          }}
        >
          {sign}
        </button>
      ))}
      <button type="button" aria-pressed={!zoom.zoomed} onClick={() => press('0')}>
        {t(texts.whole)}
      </button>
    </div>
  );
}

/** The selected series from near: a stretch of its coverage, and the gaps in it. */
export function SeriesDetail({ row }: { row: SeriesRow }) {
  const zoom = useZoom(row);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [deleting, setDeleting] = useState(false);
  const mayWrite = useMayWrite();
  const detail = useQuery({
    ...seriesQuery({ id: row.series_id, ...zoom.settled, buckets: bucketsOf(width) }),
    enabled: width > 0,
  });
  const near = detail.data;
  const covers =
    near !== undefined && Date.parse(near.from) <= zoom.window.from && Date.parse(near.to) >= zoom.window.to;
  const spans = cropSpans((covers ? near : row).spans, zoom.window.from, zoom.window.to);
  const name = fullName(row);
  return (
    <section className="section series-detail" aria-label={name}>
      <div className="section-head">
        <h2>
          {name} <span className="font-normal text-text-3 max-tab:hidden">{t(texts.selected)}</span>
        </h2>
        <span className="spring" />
        {!row.posted && <ZoomButtons zoom={zoom} />}
        <Link
          to="/chart"
          search={{ market: row.market }}
          className={buttonClass({ small: true, className: 'max-tab:hidden' })}
        >
          {t(texts.openChart)}
        </Link>
        {mayWrite && (
          <Button small kind="ghost" onClick={() => setDeleting(true)}>
            {t(texts.deleteSeries)}
          </Button>
        )}
      </div>
      <ZoomStrip zoom={zoom} spans={fitSpans(spans, width)} interval={row.interval} name={name} box={box} />
      <Ends zoom={zoom} />
      {row.note !== null && <p className="series-note">{row.note}</p>}
      <GapList
        row={row}
        detail={near}
        error={detail.error}
        onRetry={() => void detail.refetch()}
        onShow={(gap) =>
          zoom.set(around({ from: Date.parse(gap.from), to: Date.parse(gap.to) }, zoom.whole, zoom.least))
        }
      />
      <Suspense>{deleting && <DeleteDialog row={row} onClose={() => setDeleting(false)} />}</Suspense>
    </section>
  );
}
