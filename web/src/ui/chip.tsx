import { t } from '@/lib/text';
import { Icon } from './icon';
import { texts } from './texts';

interface ChipProps {
  label: string;
  /** The line of an indicator. */
  swatch?: 'ind-1' | 'ind-2' | 'ind-3';
  onRemove?: () => void;
}

/** Something that is added and can be taken away: an indicator, a filter. */
export function Chip({ label, swatch, onRemove }: ChipProps) {
  return (
    <span className="chip">
      {swatch && <span className={`swatch ${swatch}`} />}
      {label}
      {onRemove && (
        <button type="button" aria-label={t(texts.remove, { name: label })} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}

/** A filter that is on or off. */
export function ToggleChip({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
    </button>
  );
}
