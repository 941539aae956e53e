import type { ChartGap } from '@/charts/columns';
import type { GapWords } from '@/charts/gap-labels';
import { formatCount } from '@/lib/format';
import { t } from '@/lib/text';
import { formatTime } from '@/lib/time';
import { texts } from './texts';

export interface GapContext {
  readonly locale: string;
  /** The zone of times, or UTC for candles of a day or longer. */
  readonly zone: string;
  readonly mayWrite: boolean;
  /** Whether a job fetches a time. */
  readonly isFetched: (seconds: number) => boolean;
}

const TITLES = {
  missing: texts.gapMissing,
  failed: texts.gapFailed,
  confirmed_empty: texts.gapEmpty,
  unavailable: texts.gapUnavailable,
} as const;

const TIPS = {
  missing: texts.tipMissing,
  failed: texts.tipFailed,
  confirmed_empty: texts.tipEmpty,
  unavailable: texts.tipUnavailable,
} as const;

/** What stands at a gap of the plot. */
export function gapWords(gap: ChartGap, context: GapContext): GapWords {
  const { locale, zone, mayWrite, isFetched } = context;
  const time = (seconds: number) => formatTime(seconds * 1000, zone, Date.now());
  const range = { from: time(gap.from), to: time(gap.to) };
  const title = t(TITLES[gap.state], { count: formatCount(gap.candles, locale) });
  const tip = t(TIPS[gap.state], { ...range, reason: gap.reason ?? t(texts.noReason) });
  if (gap.state === 'confirmed_empty' || gap.state === 'unavailable')
    return { title, detail: t(texts.atVenue), action: null, tip };
  if (isFetched(gap.from)) return { title, detail: t(texts.fetching), action: null, tip };
  if (!mayWrite) return { title, detail: t(texts.signInToFetch), action: null, tip };
  const action = t(texts.fetchGap, { count: gap.candles, ...range });
  return { title, detail: t(gap.state === 'failed' ? texts.fetchAgain : texts.fetch), action, tip };
}
