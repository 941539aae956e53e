import type { Interval } from '@/api/candles';
import { changePreferences, usePreferences, useZone } from '@/lib/preferences';
import { useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import { timeOfPage } from '@/lib/clock';
import { browserZone, zoneName } from '@/lib/time';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Menu, MenuChoice, MenuItem } from '@/ui/menu';
import { Segmented } from '@/ui/segmented';
import { IndicatorChips, IndicatorPicker } from './indicator-picker';
import type { Indicator } from './indicators';
import { COMMON_INTERVALS, INTERVALS, intervalName, isTimed } from './intervals';
import { venueWords } from './market';
import { texts } from './texts';

export interface IntervalChoice {
  readonly interval: Interval;
  readonly onInterval: (interval: Interval) => void;
  readonly provider: string;
  /** Intervals of which candles are kept. */
  readonly stored: readonly Interval[];
  /** Intervals that the venue has; null while it is not known. */
  readonly available: readonly string[] | null;
}

function reasonOf({ available, stored, provider }: IntervalChoice, interval: Interval): string | null {
  if (available === null || available.includes(interval) || stored.includes(interval)) return null;
  return t(texts.notAtVenue, { venue: venueWords(provider), interval: intervalName(interval) });
}

function IntervalKey({ at, choice }: { at: number; choice: IntervalChoice }) {
  const interval = COMMON_INTERVALS[at] ?? '1h';
  useShortcut(`${at + 1}`, t(texts.keyInterval, { name: intervalName(interval) }), () => {
    if (reasonOf(choice, interval) === null) choice.onInterval(interval);
  });
  return null;
}

function Intervals({ choice }: { choice: IntervalChoice }) {
  const { interval, onInterval, stored, provider } = choice;
  const common = COMMON_INTERVALS.includes(interval);
  return (
    <>
      <Segmented
        label={t(texts.interval)}
        value={interval}
        onChange={onInterval}
        options={COMMON_INTERVALS.map((value) => ({ value, label: value, reason: reasonOf(choice, value) }))}
      />
      {COMMON_INTERVALS.map((value, at) => (
        <IntervalKey key={value} at={at} choice={choice} />
      ))}
      <Menu
        label={t(texts.moreIntervals)}
        trigger={
          <Button kind={common ? 'ghost' : 'secondary'} small aria-label={t(texts.moreIntervals)}>
            {common ? t(texts.more) : interval}
            <Icon name="chevron" />
          </Button>
        }
      >
        {INTERVALS.map((value) => {
          const reason = reasonOf(choice, value);
          const aside =
            reason !== null
              ? t(texts.notAt, { venue: venueWords(provider) })
              : stored.includes(value)
                ? t(texts.kept)
                : null;
          return (
            <MenuItem
              key={value}
              disabled={reason !== null}
              onSelect={() => onInterval(value)}
              aside={aside && <span className="text-12 text-text-3">{aside}</span>}
            >
              <span className="chart-interval" aria-current={value === interval || undefined}>
                <b className="font-medium">{value}</b> {intervalName(value)}
              </span>
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}

/** In which zone times are; a preference of this person, not of the view. */
function ZoneMenu({ interval }: { interval: Interval }) {
  const zone = useZone();
  const { zone: chosen } = usePreferences();
  const own = browserZone();
  const timed = isTimed(interval);
  const shown = zoneName(timed ? zone : 'UTC', timeOfPage());
  const options = [
    ...(own === 'UTC' ? [] : [{ value: 'own', label: t(texts.ownZone, { zone: own }) }]),
    { value: 'UTC', label: t(texts.utc) },
    ...(chosen !== null && chosen !== 'UTC' && chosen !== own
      ? [{ value: chosen, label: t(texts.chosenZone, { zone: chosen }) }]
      : []),
  ];
  const value = chosen ?? (own === 'UTC' ? 'UTC' : 'own');
  return (
    <Menu
      label={t(texts.timesIn)}
      trigger={
        <Button
          kind="ghost"
          small
          aria-label={t(texts.zone, { zone: shown })}
          data-tip={t(timed ? texts.zoneTip : texts.zoneTipDays)}
        >
          {shown}
        </Button>
      }
    >
      <MenuChoice
        label={t(texts.timesIn)}
        value={value === own ? 'own' : value}
        options={options}
        onChange={(next) => changePreferences({ zone: next === 'own' ? null : next })}
      />
    </Menu>
  );
}

interface ToolbarProps {
  choice: IntervalChoice;
  indicators: readonly Indicator[];
  onIndicators: (list: readonly Indicator[]) => void;
  isLog: boolean;
  onLog: (on: boolean) => void;
  onTable: () => void;
}

/** How the candles are shown. */
export function Toolbar({ choice, indicators, onIndicators, isLog, onLog, onTable }: ToolbarProps) {
  useShortcut('d', t(texts.keyTable), onTable);
  return (
    <div className="chart-bar scroll-x">
      <Intervals choice={choice} />
      <IndicatorPicker indicators={indicators} onChange={onIndicators} />
      <IndicatorChips indicators={indicators} onChange={onIndicators} />
      <span className="spring" />
      <Button kind="ghost" small data-tip={t(texts.table)} aria-label={t(texts.table)} onClick={onTable}>
        <Icon name="journal" />
      </Button>
      <Button
        kind="ghost"
        small
        className="chart-log"
        aria-pressed={isLog}
        data-tip={t(texts.logTip)}
        onClick={() => onLog(!isLog)}
      >
        {t(texts.log)}
      </Button>
      <ZoneMenu interval={choice.interval} />
    </div>
  );
}
