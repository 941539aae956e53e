import { useState } from 'react';
import type { SeriesName } from '@/api/candles';
import { fetchPicture } from '@/api/candles';
import { ApiError } from '@/api/error';
import { shownTheme, usePreferences } from '@/lib/preferences';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { IconButton } from '@/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/ui/menu';
import { showToast } from '@/ui/toast';
import { csvOf, fileName, save } from './exports';
import type { PlotStore } from './plot-handle';
import { shownIndices } from './plot-handle';
import { texts } from './texts';

const PICTURE_SIZE = { width: 1600, height: 1000 };

interface ActionsProps {
  market: string;
  series: SeriesName;
  /** The columns of the indicators that are shown. */
  indicators: readonly string[];
  plot: PlotStore;
}

/** Takes what is shown away: as the server's picture, or as figures. */
export function ChartActions({ market, series, indicators, plot }: ActionsProps) {
  const theme = shownTheme(usePreferences().theme);
  const [drawing, setDrawing] = useState(false);

  const shownNow = () => {
    const shown = plot.get()?.shown() ?? null;
    if (shown === null) showToast(t(texts.nothingShown), { wrong: true });
    return shown;
  };

  const picture = async (format: 'png' | 'svg') => {
    const shown = shownNow();
    if (shown === null || drawing) return;
    const { from, to } = shown.range;
    setDrawing(true);
    try {
      const range = { from: toInstant(from * 1000), to: toInstant(to * 1000) };
      const blob = await fetchPicture({ ...series, ...range, format, theme, ...PICTURE_SIZE });
      save(blob, fileName({ market, interval: series.interval, from, to, theme }, format));
      showToast(t(texts.pictureSaved));
    } catch (error) {
      const reason = error instanceof ApiError ? error.message : String(error);
      showToast(t(texts.pictureFailed, { reason }), { wrong: true });
    } finally {
      setDrawing(false);
    }
  };

  const table = () => {
    const shown = shownNow();
    if (shown === null) return;
    const [first, end] = shownIndices(shown.columns, shown.range);
    const { from, to } = shown.range;
    const name = fileName({ market, interval: series.interval, from, to }, 'csv');
    const csv = csvOf(shown.columns, indicators, first, end);
    save(new Blob([csv], { type: 'text/csv' }), name);
    showToast(t(texts.exported, { count: end - first, name }));
  };

  return (
    <>
      <Menu
        label={t(texts.picture)}
        trigger={<IconButton icon="camera" label={t(texts.picture)} aria-busy={drawing || undefined} />}
      >
        <MenuLabel>{t(texts.pictureOf)}</MenuLabel>
        <MenuItem onSelect={() => void picture('png')}>{t(texts.png)}</MenuItem>
        <MenuItem onSelect={() => void picture('svg')}>{t(texts.svg)}</MenuItem>
      </Menu>
      <IconButton icon="download" label={t(texts.export)} onClick={table} />
    </>
  );
}
