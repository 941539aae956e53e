import { t } from '@/lib/text';
import type { Text } from '@/lib/text';
import { texts } from './texts';

export type CoverageState = 'covered' | 'confirmed_empty' | 'missing' | 'failed' | 'unavailable';

export interface CoverageStretch {
  readonly from: string;
  readonly to: string;
  readonly state: CoverageState;
}

const NAMES: Readonly<Record<CoverageState, Text>> = {
  covered: texts.covered,
  confirmed_empty: texts.confirmedEmpty,
  missing: texts.missing,
  failed: texts.failed,
  unavailable: texts.unavailable,
};

export const coverageName = (state: CoverageState): string => t(NAMES[state]);

interface CoverageBarProps {
  /** In order of time, without a hole. */
  spans: readonly CoverageStretch[];
  /** What the bar shows, in words with its figures; it is the bar's name. */
  label: string;
  tall?: boolean;
}

/** What is stored over a stretch of time. Each stretch is at least 5 px wide. */
export function CoverageBar({ spans, label, tall }: CoverageBarProps) {
  return (
    <div className={tall ? 'coverage tall' : 'coverage'} role="img" aria-label={label}>
      {spans.map((span) => (
        <span
          key={span.from}
          className={span.state}
          style={{ flexGrow: Math.max(1, Date.parse(span.to) - Date.parse(span.from)), flexBasis: 0 }}
        />
      ))}
    </div>
  );
}

const LEGEND: readonly CoverageState[] = ['covered', 'confirmed_empty', 'missing', 'failed'];

/** The patterns of the states with their names. */
export function CoverageLegend({ states = LEGEND }: { states?: readonly CoverageState[] }) {
  return (
    <div className="legend">
      {states.map((state) => (
        <span key={state}>
          <span className="coverage" aria-hidden="true">
            <span className={state} />
          </span>
          {coverageName(state)}
        </span>
      ))}
    </div>
  );
}
