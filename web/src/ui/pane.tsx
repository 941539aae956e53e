import type { ReactNode } from 'react';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { Button } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon';
import { Skeleton } from './table';
import { texts } from './texts';

interface PaneProps {
  label?: string;
  labelledBy?: string;
  as?: 'section' | 'aside' | 'header';
  className?: string;
  children: ReactNode;
}

/** A part of the page's sheet. Panes lie in a `<div className="panes">`, whose grid the feature's styles name. */
export function Pane({ label, labelledBy, as: Element = 'section', className, children }: PaneProps) {
  return (
    <Element className={classNames('pane', className)} aria-label={label} aria-labelledby={labelledBy}>
      {children}
    </Element>
  );
}

/** Title, what belongs to it, and the pane's actions after a `<span className="spring" />`. */
export const PaneHead = ({ children }: { children: ReactNode }) => (
  <div className="pane-head">{children}</div>
);

export function Section({
  title,
  children,
  className,
}: {
  title?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={classNames('section', className)}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </div>
  );
}

interface EmptyProps {
  icon: IconName;
  title: string;
  /** Two sentences: what is so, and what to do. */
  children: ReactNode;
  /** One main action first. */
  actions?: ReactNode;
}

/** Nothing is there, and that is not an error. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="void">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}

/** What an error tells for a bug report; an ApiError fits. */
export interface Failure {
  readonly message: string;
  readonly code?: string;
  readonly requestId?: string | null;
  readonly at?: number;
}

interface ErrorPaneProps {
  title: string;
  /** In words; the error's own sentence by default. */
  children?: ReactNode;
  error: Failure;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  actions?: ReactNode;
}

/** Something failed: what happened, what is safe, what to do. Code and request id are folded away. */
export function ErrorPane({ title, children, error, onRetry, retrying, actions }: ErrorPaneProps) {
  const zone = useZone();
  const at = error.at ?? 0;
  const time = at === 0 ? '' : `${formatTime(at, zone, at, 'clock')} ${zoneName(zone, at)}`;
  const code = error.code ?? 'ERROR';
  return (
    <div className="void" role="alert">
      <Icon name="warning" />
      <h2>{title}</h2>
      <p>{children ?? error.message}</p>
      <div className="actions">
        {onRetry && (
          <Button kind="primary" onClick={onRetry} busy={retrying ?? false}>
            {t(texts.tryAgain)}
          </Button>
        )}
        {actions}
      </div>
      <details>
        <summary>{t(texts.forBugReport)}</summary>
        <code>
          {error.requestId
            ? t(texts.requestId, { code, id: error.requestId, time })
            : t(texts.withoutRequestId, { code, time })}
        </code>
      </details>
    </div>
  );
}

/** Grey lines where text will be. */
export function LoadingLines({ widths = ['70%', '52%', '61%'] }: { widths?: readonly string[] }) {
  return (
    <div className="section grid gap-3" aria-busy="true">
      <span className="sr-only" role="status">
        {t(texts.loading)}
      </span>
      {widths.map((width, at) => (
        <Skeleton key={at} width={width} />
      ))}
    </div>
  );
}
