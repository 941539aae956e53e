import { useState } from 'react';
import type { Interval } from '@/api/candles';
import type { Columns } from '@/charts/columns';
import { timeOfPage } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Figure } from '@/ui/figure';
import { Table, Td, Th } from '@/ui/table';
import { indicatorName } from './indicator-picker';
import type { Indicator } from './indicators';
import { isTimed } from './intervals';
import type { PlotStore } from './plot-handle';
import { shownIndices } from './plot-handle';
import { texts } from './texts';

const PAGE = 200;

const HEADS = [texts.open, texts.highest, texts.lowest, texts.close, texts.volumeOf] as const;
const NAMES = ['open', 'high', 'low', 'close', 'volume'] as const;

function gapText(columns: Columns, time: number): string {
  const gap = columns.gaps.find((one) => one.from <= time && time < one.to);
  switch (gap?.state) {
    case 'failed':
      return t(texts.legendFailed, { reason: gap.reason ?? t(texts.noReason) });
    case 'confirmed_empty':
      return t(texts.legendEmpty);
    case 'unavailable':
      return t(texts.legendUnavailable);
    default:
      return t(texts.legendMissing);
  }
}

interface RowProps {
  columns: Columns;
  at: number;
  indicators: readonly Indicator[];
  time: string;
}

function Row({ columns, at, indicators, time }: RowProps) {
  const stored = columns.texts.close[at] != null;
  const values = NAMES.length + indicators.length;
  return (
    <tr>
      <th scope="row" className="num">
        {time}
      </th>
      {stored ? (
        <>
          {NAMES.map((name, index) => (
            <Td key={name} align="right" label={t(HEADS[index] ?? texts.open)}>
              <Figure value={columns.texts[name][at]} dim={false} />
            </Td>
          ))}
          {indicators.map((indicator, index) => {
            const value = columns.overlays[index]?.[at] ?? Number.NaN;
            return (
              <Td key={indicatorName(indicator)} align="right" label={indicatorName(indicator)}>
                {Number.isNaN(value) ? '—' : <span className="num">{String(value)}</span>}
              </Td>
            );
          })}
        </>
      ) : (
        <td colSpan={values} className="text-warn">
          {gapText(columns, columns.times[at] ?? 0)}
        </td>
      )}
    </tr>
  );
}

interface TableProps {
  pair: string;
  interval: Interval;
  indicators: readonly Indicator[];
  plot: PlotStore;
  onClose: () => void;
}

/** The candles on the screen as a table, newest first. */
export function TableDialog({ pair, interval, indicators, plot, onClose }: TableProps) {
  const own = useZone();
  const [shown] = useState(() => plot.get()?.shown() ?? null);
  const [rows, setRows] = useState(PAGE);
  const timed = isTimed(interval);
  const zone = timed ? own : 'UTC';
  const [from, to] = shown === null ? [0, 0] : shownIndices(shown.columns, shown.range);
  const count = Math.min(rows, to - from);
  const written = (seconds: number) =>
    formatTime(seconds * 1000, zone, timeOfPage(), timed ? 'auto' : 'date');
  return (
    <Dialog open onClose={onClose} title={t(texts.tableTitle, { pair, interval })} wide>
      {shown === null ? (
        <p>{t(texts.nothingShown)}</p>
      ) : (
        <div className="scroll-x chart-table" tabIndex={0} role="group" aria-label={t(texts.table)}>
          <Table label={t(texts.tableTitle, { pair, interval })}>
            <thead>
              <tr>
                <Th>
                  {t(texts.time)} <span className="unit">{zoneName(zone, timeOfPage())}</span>
                </Th>
                {HEADS.map((head) => (
                  <Th key={head.id} align="right">
                    {t(head)}
                  </Th>
                ))}
                {indicators.map((indicator) => (
                  <Th key={indicatorName(indicator)} align="right">
                    {indicatorName(indicator)}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: count }, (_, row) => {
                const at = to - 1 - row;
                return (
                  <Row
                    key={at}
                    columns={shown.columns}
                    at={at}
                    indicators={indicators}
                    time={written(shown.columns.times[at] ?? 0)}
                  />
                );
              })}
            </tbody>
          </Table>
        </div>
      )}
      {count < to - from && (
        <Button onClick={() => setRows(rows + PAGE)}>
          {t(texts.tableMore, { count: Math.min(PAGE, to - from - count) })}
        </Button>
      )}
    </Dialog>
  );
}
