interface ProgressProps {
  label: string;
  /** 0 to 1; null while it is not known. */
  share: number | null;
  state?: 'running' | 'waiting' | 'failed' | 'done';
}

/** How far something is. What it waits for, or where it failed, stands beside it in words. */
export function Progress({ label, share, state = 'running' }: ProgressProps) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <div
      className={state === 'running' ? 'progress' : `progress ${state}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <span style={{ width: `${percent ?? 0}%` }} />
    </div>
  );
}
