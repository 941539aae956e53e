import type { ReactNode } from 'react';
import { t } from '@/lib/text';
import { classNames } from './class-names';
import { Icon } from './icon';
import { texts } from './texts';

export type TagKind = 'plain' | 'running' | 'waiting' | 'failed' | 'done';

export function Tag({
  kind = 'plain',
  tip,
  children,
}: {
  kind?: TagKind;
  tip?: string;
  children: ReactNode;
}) {
  return (
    <span className={classNames('tag', kind !== 'plain' && kind)} data-tip={tip}>
      {children}
    </span>
  );
}

/** BUY or SELL, of one width so that names align. */
export function SideTag({ side }: { side: 'BUY' | 'SELL' }) {
  const buy = side === 'BUY';
  return (
    <span className={buy ? 'tag buy' : 'tag sell'}>
      <span aria-hidden="true">{buy ? '▲' : '▼'}</span>
      {t(buy ? texts.buy : texts.sell)}
    </span>
  );
}

/** Figures of the simulated market are invented. */
export function SimulatedTag() {
  return (
    <span className="tag simulated">
      <Icon name="flask" />
      {t(texts.simulated)}
    </span>
  );
}
