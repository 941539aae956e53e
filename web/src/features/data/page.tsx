import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { backfillsQuery } from '@/api/backfills';
import { useConnection } from '@/api/live';
import { seriesListQuery } from '@/api/series';
import type { SeriesList } from '@/api/series';
import { useCommands } from '@/lib/commands';
import { useZone } from '@/lib/preferences';
import { useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import { formatTime, parseInstant } from '@/lib/time';
import { Button } from '@/ui/button';
import { CoverageLegend } from '@/ui/coverage-bar';
import { Empty, ErrorPane, Pane } from '@/ui/pane';
import { LoadingNote } from '@/ui/table';
import { SignInNote, useMayWrite } from './access';
import { BackfillsPane } from './backfills-pane';
import './data.css';
import { selectedSeries } from './filter';
import { DataHead } from './head';
import { SeriesPane } from './series-pane';
import { SeriesTableSkeleton } from './series-table';
import { texts } from './texts';
import { useDataSearch } from './use-selection';
import { VenuesPane } from './venues-pane';

const BackfillDialog = lazy(() =>
  import('./backfill-dialog').then((module) => ({ default: module.BackfillDialog })),
);

/** B starts a backfill, as does the palette. */
function useBackfillKeys(): void {
  const { openBackfill } = useDataSearch();
  const mayWrite = useMayWrite();
  const run = () => {
    if (mayWrite) openBackfill();
  };
  useShortcut('b', t(texts.startBackfill), run);
  useCommands(
    useMemo(
      () =>
        mayWrite
          ? [
              {
                id: 'data:backfill',
                label: t(texts.startBackfill),
                keywords: ['fetch', 'candles', 'history'],
                keys: ['B'],
                run: openBackfill,
              },
            ]
          : [],
      [mayWrite, openBackfill],
    ),
  );
}

function NothingKept() {
  const { openBackfill } = useDataSearch();
  const mayWrite = useMayWrite();
  return (
    <>
      <SignInNote />
      <Empty
        icon="data"
        title={t(texts.emptyTitle)}
        actions={
          mayWrite && (
            <>
              <Button kind="primary" icon="plus" onClick={openBackfill}>
                {t(texts.startBackfill)}
              </Button>
              <p className="w-full text-12 text-text-3">{t(texts.emptyHint)}</p>
            </>
          )
        }
      >
        {t(mayWrite ? texts.emptyText : texts.emptyTextReadOnly)}
      </Empty>
    </>
  );
}

function LoadingPane() {
  return (
    <Pane label={t(texts.headSeries)}>
      <LoadingNote />
      <div className="pane-head series-head">
        <h2>{t(texts.headSeries)}</h2>
        <CoverageLegend />
      </div>
      <SeriesTableSkeleton />
    </Pane>
  );
}

/** The list could not be renewed, though the server answers otherwise. */
function NotRenewed({ list, onRetry }: { list: SeriesList; onRetry: () => void }) {
  const zone = useZone();
  const at = parseInstant(list.as_of);
  return (
    <div className="note whole-row" role="status">
      <span>{t(texts.notRenewed, { time: formatTime(at, zone, at, 'clock') })}</span>
      <span className="spring" />
      <Button small onClick={onRetry}>
        {t(texts.tryAgain)}
      </Button>
    </div>
  );
}

function Dialogs({ list }: { list: SeriesList | undefined }) {
  const { search, change } = useDataSearch();
  const mayWrite = useMayWrite();
  if (search.open !== 'backfill' || !mayWrite) return null;
  const isStored = list !== undefined && selectedSeries(list.series, search) !== undefined;
  const close = () => change({ open: undefined });
  return (
    <Suspense>
      <BackfillDialog
        market={isStored ? undefined : search.market}
        interval={isStored ? undefined : search.interval}
        onClose={close}
      />
    </Suspense>
  );
}

/** What is stored, what is missing, and how it is fetched. */
export function DataPage() {
  const list = useQuery(seriesListQuery);
  const jobs = useQuery(backfillsQuery);
  const offline = useConnection().state === 'offline';
  useBackfillKeys();
  const retry = () => void list.refetch();
  if (list.data?.series.length === 0 && jobs.data?.length === 0)
    return (
      <div className="panes">
        <Pane label={t(texts.title)}>
          <h1 className="sr-only">{t(texts.title)}</h1>
          <NothingKept />
        </Pane>
        <Dialogs list={list.data} />
      </div>
    );
  return (
    <div className="panes data-page">
      <DataHead list={list.data} loading={list.isPending} />
      {list.data && list.isError && !offline && <NotRenewed list={list.data} onRetry={retry} />}
      {list.data ? (
        list.data.series.length === 0 ? (
          <Pane label={t(texts.headSeries)}>
            <NothingKept />
          </Pane>
        ) : (
          <SeriesPane list={list.data} />
        )
      ) : list.error ? (
        <Pane label={t(texts.headSeries)}>
          <ErrorPane
            title={t(texts.listFailed)}
            error={list.error}
            onRetry={retry}
            retrying={list.isFetching}
          >
            {t(texts.listFailedText, { message: list.error.message })}
          </ErrorPane>
        </Pane>
      ) : (
        <LoadingPane />
      )}
      <aside className="pane side-parts" aria-label={`${t(texts.backfills)}, ${t(texts.venues)}`}>
        <BackfillsPane />
        <VenuesPane />
      </aside>
      <Dialogs list={list.data} />
    </div>
  );
}
