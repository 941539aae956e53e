import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon';

/** One primary button a pane; `buy` and `sell` for trades only. */
export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'buy' | 'sell' | 'danger';

export interface ButtonLook {
  kind?: ButtonKind | undefined;
  small?: boolean | undefined;
  className?: string | undefined;
}

/** The classes of a button, for a link that looks like one. */
export const buttonClass = ({ kind = 'secondary', small = false, className }: ButtonLook = {}): string =>
  classNames('btn', kind !== 'secondary' && kind, small && 'small', className);

interface NotPossible {
  /** Why the action is not possible now. The control stays focusable and says so. */
  reason?: string | null | undefined;
}

interface ButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'>, ButtonLook, NotPossible {
  icon?: IconName;
  /** The action runs: a spinner, and further clicks do nothing. */
  busy?: boolean;
  children: ReactNode;
}

const ignore = (event: MouseEvent) => {
  event.preventDefault();
  event.stopPropagation();
};

export function Button({
  kind,
  small,
  className,
  icon,
  busy = false,
  reason,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const impossible = typeof reason === 'string';
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ kind, small, className })}
      aria-busy={busy || undefined}
      aria-disabled={impossible || undefined}
      data-tip={reason ?? undefined}
      onClick={busy || impossible ? ignore : onClick}
    >
      {busy && <Icon name="spinner" className="spinner" />}
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'children'>, NotPossible {
  icon: IconName;
  /** Its name, which is also its tip. */
  label: string;
  small?: boolean;
  /** Whether a pressed one has its icon filled (a star). */
  filled?: boolean;
  count?: number;
}

export function IconButton({
  icon,
  label,
  small,
  filled,
  count,
  reason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  const impossible = typeof reason === 'string';
  return (
    <button
      type="button"
      {...rest}
      className={classNames('icon-btn', small && 'small', filled && 'filled', className)}
      aria-label={label}
      aria-disabled={impossible || undefined}
      data-tip={reason ?? label}
      onClick={impossible ? ignore : onClick}
    >
      <Icon name={icon} />
      {count !== undefined && count > 0 && <span className="count">{count}</span>}
    </button>
  );
}
