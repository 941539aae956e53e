import { share } from '@/lib/decimal';
import { figureText, formatDecimal } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import type { DecimalText } from '@/lib/units';
import { texts } from './texts';

interface RangeMarkerProps {
  low: DecimalText | null;
  high: DecimalText | null;
  value: DecimalText | null;
  unit: string;
}

/** Where a price lies between the lowest and highest; nothing when one of the three is not known. */
export function RangeMarker({ low, high, value, unit }: RangeMarkerProps) {
  const locale = useLocale();
  if (low === null || high === null || value === null) return null;
  const at = share(value, low, high);
  const words = {
    low: figureText(formatDecimal(low, locale)),
    high: figureText(formatDecimal(high, locale)),
    unit,
  };
  return (
    <svg
      className="range"
      viewBox="0 0 104 16"
      role="img"
      aria-label={t(texts.between, words)}
      data-tip={t(texts.lowHigh, words)}
    >
      <path d="M4 8h96" stroke="var(--line-2)" strokeWidth="3" strokeLinecap="round" />
      {at !== null && (
        <path
          d={`M${(4 + at * 96).toFixed(1)} 2.5v11`}
          stroke="var(--text)"
          strokeWidth="2"
          strokeLinecap="round"
        />
      )}
    </svg>
  );
}
