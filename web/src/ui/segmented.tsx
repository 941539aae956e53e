export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Why it cannot be chosen. */
  readonly reason?: string | null;
}

interface SegmentedProps<T extends string> {
  label: string;
  options: readonly SegmentedOption<T>[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

/** One of a few; the choice is visible at once. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<T>) {
  return (
    <div className={className ? `segmented ${className}` : 'segmented'} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          aria-disabled={option.reason ? true : undefined}
          data-tip={option.reason ?? undefined}
          onClick={() => {
            if (!option.reason) onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
