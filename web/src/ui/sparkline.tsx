interface SparklineProps {
  /** Oldest first; null where nothing is stored, and the line breaks there. */
  values: readonly (number | null)[];
  width?: number;
  height?: number;
  className?: string;
}

/** The course of a price without axes; decoration beside the figures, so without a name. */
export function Sparkline({ values, width = 112, height = 28, className }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const last = values.findLastIndex((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const range = Math.max(...known) - low || 1;
  const x = (at: number) => (at / (values.length - 1)) * (width - 4) + 1;
  const y = (value: number) => height - 3 - ((value - low) / range) * (height - 6);
  let path = '';
  values.forEach((value, at) => {
    if (value === null) return;
    const broken = at === 0 || values[at - 1] === null;
    path += `${broken ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return (
    <svg
      className={className}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={path} fill="none" stroke="var(--text-2)" strokeWidth="1.25" strokeLinejoin="round" />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="1.8" fill="var(--text)" />
    </svg>
  );
}
