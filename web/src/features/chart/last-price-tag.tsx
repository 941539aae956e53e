import { useEffect } from 'react';
import type { Interval } from '@/api/candles';
import { useReach, useTopic } from '@/api/live';
import { toCoordinate } from '@/charts/columns';
import { useNow } from '@/lib/clock';
import { figureText, formatDecimal } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { useStore } from '@/lib/store';
import { parseInstant } from '@/lib/time';
import { formatCountdown } from './countdown';
import { lengthOf, nextOpen } from './intervals';
import type { PlotController } from './plot-controller';

interface Props {
  controller: PlotController;
  topic: `candles:${string}` | null;
  interval: Interval;
}

/** Keeps the label of the last price on the axis: the running bar's, else the newest stored close. */
export function LastPriceTag({ controller, topic, interval }: Props) {
  const bar = useTopic(topic);
  const now = useNow();
  const locale = useLocale();
  const reach = useReach().state;
  const silent = reach === 'offline' || reach === 'interrupted';
  const legend = useStore(controller.legend);
  const decimals = useStore(controller.decimals);
  const opened = bar === undefined ? 0 : parseInstant(bar.open_time);
  const end = nextOpen(interval, opened / 1000) * 1000;
  const runs = bar !== undefined && !silent && now < end + lengthOf(interval);
  const countdown = runs && !bar.closed && now < end ? formatCountdown(end - now) : '';

  const { columns, atEnd } = controller.source;
  const last = legend !== null && atEnd && columns !== null ? newestClose(columns) : null;
  const text = bar?.close ?? last?.close ?? null;
  const open = bar?.open ?? last?.open ?? null;
  const up = silent || (bar !== undefined && !runs) ? null : toCoordinate(text) >= toCoordinate(open);
  useEffect(() => {
    if (text === null) {
      controller.setLast(null);
      return;
    }
    const written = figureText(formatDecimal(text, locale, { dim: false, decimals }));
    controller.setLast({ text: written, value: toCoordinate(text), up, countdown });
  }, [controller, text, up, countdown, locale, decimals]);
  return null;
}

function newestClose(columns: NonNullable<PlotController['source']['columns']>) {
  const at = columns.texts.close.findLastIndex((close) => close !== null);
  const close = columns.texts.close[at];
  return close == null ? null : { close, open: columns.texts.open[at] ?? close };
}
