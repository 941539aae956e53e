import { useRef, useState } from 'react';
import type { SeriesList, SeriesRow } from '@/api/series';
import { t } from '@/lib/text';
import { parseMarket } from '@/lib/units';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { CoverageLegend } from '@/ui/coverage-bar';
import { SearchField } from '@/ui/field';
import { Empty, Pane } from '@/ui/pane';
import { useMayWrite } from './access';
import { filterSeries, selectedSeries } from './filter';
import { SeriesDetail } from './series-detail';
import { SeriesTable } from './series-table';
import { texts } from './texts';
import { useDataSearch } from './use-selection';

/** From so many series on they can be filtered. */
const MANY = 12;
const NARROW = '(max-width: 1180px)';

function Filter() {
  const { search, change } = useDataSearch();
  const [text, setText] = useState(search.q ?? '');
  return (
    <SearchField
      label={t(texts.filter)}
      placeholder={t(texts.filterHint)}
      value={text}
      className="series-filter"
      after={<kbd className="max-tab:hidden">/</kbd>}
      onChange={(event) => {
        const q = event.target.value;
        setText(q);
        change({ q: q.trim() === '' ? undefined : q });
      }}
    />
  );
}

function NoneMatches({ onClear }: { onClear: () => void }) {
  const { search } = useDataSearch();
  const filtered = search.q !== undefined;
  return (
    <Empty
      icon={filtered ? 'search' : 'check'}
      title={t(filtered ? texts.noneMatches : texts.noneMissing)}
      actions={<Button onClick={onClear}>{t(texts.clearFilter)}</Button>}
    >
      {filtered ? t(texts.noneMatchesText, { filter: search.q ?? '' }) : t(texts.noneMissingText)}
    </Empty>
  );
}

/** The address names a series that is not here. */
function NotStored() {
  const { search, openBackfill } = useDataSearch();
  const mayWrite = useMayWrite();
  const market = parseMarket(search.market ?? '');
  const name = [market?.symbol ?? search.market, search.interval].filter(Boolean).join(' ');
  const full = market === null ? name : `${name}, ${venueName(market.provider)}`;
  return (
    <div className="section grid justify-items-start gap-2">
      <h2>{t(texts.notStoredTitle)}</h2>
      <p className="text-text-2">{t(texts.notStoredText, { name: full })}</p>
      {mayWrite && <Button onClick={openBackfill}>{t(texts.startBackfill)}</Button>}
    </div>
  );
}

/** The series, and the selected one from near. */
export function SeriesPane({ list }: { list: SeriesList }) {
  const { search, change, select } = useDataSearch();
  const detail = useRef<HTMLDivElement>(null);
  const [filterKey, setFilterKey] = useState(0);
  const rows = filterSeries(list.series, search);
  const selected = selectedSeries(search.market === undefined ? rows : list.series, search);
  const filtering = search.q !== undefined || search.show !== undefined;
  const clear = () => {
    change({ q: undefined, show: undefined });
    setFilterKey((key) => key + 1); // the field starts anew with nothing typed
  };
  const choose = (row: SeriesRow) => {
    select(row);
    if (matchMedia(NARROW).matches) detail.current?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Pane label={t(texts.headSeries)} className={list.series.length > MANY ? 'many-series' : ''}>
      <div className="pane-head series-head">
        <h2>{t(texts.headSeries)}</h2>
        <CoverageLegend />
        <span className="spring" />
        {filtering && (
          <span className="num text-12 text-text-3" role="status">
            {t(texts.seriesOf, { shown: rows.length, all: list.series.length })}
          </span>
        )}
        {(list.series.length > MANY || filtering) && <Filter key={filterKey} />}
      </div>
      {rows.length === 0 ? (
        <NoneMatches onClear={clear} />
      ) : (
        <SeriesTable rows={rows} selected={selected} onSelect={choose} />
      )}
      <div ref={detail} className="detail-place">
        {selected ? (
          <SeriesDetail key={selected.series_id} row={selected} />
        ) : (
          search.market !== undefined && <NotStored />
        )}
      </div>
    </Pane>
  );
}
