import type { ReactNode } from 'react';
import { Icon } from './icon';

interface BannerProps {
  kind: 'stale' | 'offline' | 'simulated';
  children: ReactNode;
  action?: ReactNode;
}

const ICONS = { stale: 'warning', offline: 'offline', simulated: 'flask' } as const;

/** A condition of the whole page, below the top bar; it pushes the page once and never covers it. */
export function Banner({ kind, children, action }: BannerProps) {
  return (
    <div className={`banner ${kind}`} role={kind === 'offline' ? 'alert' : 'status'}>
      <Icon name={ICONS[kind]} />
      <span>{children}</span>
      <span className="spring" />
      {action}
    </div>
  );
}
