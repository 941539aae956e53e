import { useEffect, useRef, useState } from 'react';
import type { SeriesName } from '@/api/candles';
import { useStreamGaps, useTopicEvents } from '@/api/live';
import type { ChartGap } from '@/charts/columns';
import { useLocale, useZone } from '@/lib/preferences';
import { useStore } from '@/lib/store';
import { t } from '@/lib/text';
import { toInstant } from '@/lib/time';
import { Button } from '@/ui/button';
import { SimulatedTag } from '@/ui/tag';
import { gapWords } from './gap-words';
import type { Indicator } from './indicators';
import { isTimed, lengthOf } from './intervals';
import { LastPriceTag } from './last-price-tag';
import { Legend } from './legend';
import type { ShownView } from './plot-controller';
import { PlotController } from './plot-controller';
import type { PlotStore } from './plot-handle';
import { PlotStates } from './plot-states';
import { texts } from './texts';
import type { Jobs } from './use-jobs';
import type { SearchRange } from './use-chart-search';
import { usePlotKeys } from './use-plot-keys';

export interface PlotProps {
  series: SeriesName;
  market: string;
  pair: string;
  base: string;
  /** Its accessible name, with the facts. */
  name: string;
  simulated: boolean;
  /** Whether the venue sends the running candle. */
  followed: boolean;
  firstOpen: string | null;
  indicators: readonly Indicator[];
  isLog: boolean;
  range: SearchRange;
  plot: PlotStore;
  jobs: Jobs;
  mayWrite: boolean;
  /** The whole stretch of a gap, of which the plot may know a part. */
  wholeGap: (gap: ChartGap) => ChartGap;
  onShown: (view: ShownView) => void;
  empty: React.ReactNode;
}

const secondsOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant) / 1000;

const timesOf = ({ from, to }: SearchRange) => ({ from: secondsOf(from), to: secondsOf(to) });

/** Follows the range of the address, unless the plot itself wrote it. */
function useRangeOfAddress(
  controller: PlotController,
  { from, to }: SearchRange,
  written: string | null,
): void {
  const key = `${from ?? ''} ${to ?? ''}`;
  const before = useRef(key);
  useEffect(() => {
    if (before.current === key) return;
    before.current = key;
    if (key !== written) controller.go(timesOf({ from, to }));
  }, [controller, from, to, key, written]);
}

/** The candles of a series, drawn. */
export function Plot(props: PlotProps) {
  const { series, jobs, mayWrite, wholeGap, plot, onShown, indicators, isLog, range } = props;
  const zone = useZone();
  const locale = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const [written, setWritten] = useState<string | null>(null);
  const timed = isTimed(series.interval);
  const shownZone = timed ? zone : 'UTC';

  const shown = useRef(onShown);
  const gaps = useRef({ words: gapContext(), wholeGap, start: jobs.start });
  function gapContext() {
    return { locale, zone: shownZone, mayWrite, isFetched: jobs.covers };
  }
  useEffect(() => {
    shown.current = onShown;
    gaps.current = {
      words: { locale, zone: shownZone, mayWrite, isFetched: jobs.covers },
      wholeGap,
      start: jobs.start,
    };
  });

  const [controller] = useState(
    // The chart reports its view by events, after the render.
    // eslint-disable-next-line react-hooks/refs
    () =>
      new PlotController(series, indicators, timesOf(range), (view) => {
        setWritten(
          view.usual ? ' ' : `${toInstant(view.from * 1000)} ${view.atEnd ? '' : toInstant(view.to * 1000)}`,
        );
        shown.current(view);
      }),
  );

  const words = { locale, zone: shownZone, timed, seconds: lengthOf(series.interval) < 60_000 };
  const firstWords = useRef(words);
  useEffect(() => {
    if (host.current === null || labels.current === null) return undefined;
    const unmount = controller.mount({
      host: host.current,
      labels: labels.current,
      words: firstWords.current,
      describeGap: (gap) => gapWords(gaps.current.wholeGap(gap), gaps.current.words),
      onGap: (gap) => {
        const { from, to } = gaps.current.wholeGap(gap);
        void gaps.current.start({ from: toInstant(from * 1000), to: toInstant(to * 1000) });
      },
    });
    plot.set(controller);
    return () => {
      plot.set(null);
      unmount();
    };
  }, [controller, plot]);

  const { seconds } = words;
  useEffect(() => {
    const changed = { locale, zone: shownZone, timed, seconds };
    if (
      Object.entries(firstWords.current).every(
        ([key, value]) => changed[key as keyof typeof changed] === value,
      )
    )
      return;
    firstWords.current = changed;
    controller.setWords(changed);
  }, [controller, locale, shownZone, timed, seconds]);
  useEffect(() => controller.setLog(isLog), [controller, isLog]);
  useEffect(() => controller.setIndicators(indicators), [controller, indicators]);
  useEffect(() => controller.renewLabels(), [controller, jobs.covers, wholeGap, mayWrite, shownZone, locale]);
  useRangeOfAddress(controller, range, written);

  const topic = props.followed ? (`candles:${series.interval}:${props.market}` as const) : null;
  useTopicEvents(topic, (updates) => controller.live(updates));
  const missed = useStreamGaps();
  useEffect(() => {
    if (missed > 0) controller.catchUp();
  }, [controller, missed]);

  const onKeyDown = usePlotKeys(controller, props.firstOpen);
  const state = useStore(controller.source.state);
  const atEnd = useStore(controller.atEnd);
  const decimals = useStore(controller.decimals);
  return (
    <div className="plot">
      {/* The picture is one element with a name; its keys work while it has the focus. */}
      <div
        ref={host}
        className="plot-host"
        role="img"
        aria-label={props.name}
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <div ref={labels} className="gap-labels" />
      <Legend store={controller.legend} zone={zone} timed={timed} base={props.base} decimals={decimals} />
      <LastPriceTag controller={controller} topic={topic} interval={series.interval} />
      {props.simulated && (
        <span className="plot-tag max-tab:hidden">
          <SimulatedTag />
        </span>
      )}
      {state.kind === 'ready' && !atEnd && (
        <Button small className="plot-newest" icon="arrow" onClick={() => controller.toNewest()}>
          {t(texts.latest)}
        </Button>
      )}
      <PlotStates state={state} pair={props.pair} onRetry={() => controller.retry()} empty={props.empty} />
    </div>
  );
}
