interface SwitchProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** Why it cannot be changed now. */
  reason?: string | null;
}

/** On or off, at once. */
export function Switch({ label, on, onChange, reason }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={on}
      aria-label={label}
      aria-disabled={reason ? true : undefined}
      data-tip={reason ?? undefined}
      onClick={() => {
        if (!reason) onChange(!on);
      }}
    />
  );
}
