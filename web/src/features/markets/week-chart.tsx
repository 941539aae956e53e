import type { MarketRow } from '@/api/markets';
import { timeOfPage } from '@/lib/clock';
import { compare, decimalsOf, plain } from '@/lib/decimal';
import { figureText, formatDecimal } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { DAY, formatTime } from '@/lib/time';
import { texts } from './texts';

const WIDTH = 316;
const HEIGHT = 112;
const TOP = 8;
const PLOT = HEIGHT - 26;
const LABEL_ROOM = 12;

/** The course of seven days with its lowest and highest price. It breaks where nothing is stored. */
export function WeekChart({ row }: { row: MarketRow }) {
  const locale = useLocale();
  const zone = useZone();
  const values = row.sparkline;
  const known = values.filter((value) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2)
    return <p className="week-none">{t(texts.weekNone)}</p>;

  const low = Math.min(...known);
  const high = Math.max(...known);
  const decimals = row.last === null ? 0 : decimalsOf(row.last);
  const text = (value: number) => {
    const exact = plain(String(value));
    const shown = compare(exact, '0') === 0 ? '0' : exact;
    return figureText(formatDecimal(shown, locale, { decimals, dim: false }));
  };
  const labels = low === high ? [high] : [high, low];
  const plotWidth = WIDTH - LABEL_ROOM - Math.max(...labels.map((value) => text(value).length)) * 6.6;
  const x = (at: number) => (at / (values.length - 1)) * plotWidth;
  const y = (value: number) => TOP + PLOT * (1 - (value - low) / (high - low || 1));
  let path = '';
  values.forEach((value, at) => {
    if (value === null) return;
    const broken = at === 0 || values[at - 1] === null;
    path += `${broken ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const now = timeOfPage();
  const day = (back: number) => formatTime(now - back, zone, now, 'date');
  const words = {
    first: text(first),
    last: text(last),
    low: text(low),
    high: text(high),
    unit: row.quote ?? '',
  };
  return (
    <svg
      className="week-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t(texts.weekLabel, words)}
    >
      {labels.map((value) => (
        <g key={value}>
          <path
            d={`M0 ${y(value).toFixed(1)}H${(plotWidth + 4).toFixed(1)}`}
            stroke="var(--line-2)"
            strokeDasharray="2 3"
          />
          <text x={WIDTH} y={y(value) + 4} textAnchor="end">
            {text(value)}
          </text>
        </g>
      ))}
      <path d={path} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeLinejoin="round" />
      <text x={0} y={HEIGHT - 1}>
        {day(7 * DAY)}
      </text>
      <text x={plotWidth / 2} y={HEIGHT - 1} textAnchor="middle">
        {day(3.5 * DAY)}
      </text>
      <text x={plotWidth} y={HEIGHT - 1} textAnchor="end">
        {day(0)}
      </text>
    </svg>
  );
}
