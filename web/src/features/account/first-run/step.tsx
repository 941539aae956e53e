import type { ReactNode } from 'react';
import { Icon } from '@/ui/icon';

interface StepProps {
  number: number;
  title: string;
  /** The step to begin with. */
  now?: boolean;
  done?: boolean;
  /** The action stands in the middle of a short step. */
  middle?: boolean;
  children: ReactNode;
  action: ReactNode;
}

/** A step of the first run: what it is, and at its right what to do. */
export function Step({ number, title, now, done, middle, children, action }: StepProps) {
  return (
    <li className={done ? 'done' : now ? 'now' : undefined}>
      <span className="step-number" aria-hidden="true">
        {done ? <Icon name="check" /> : number}
      </span>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      <div className={middle ? 'step-action middle' : 'step-action'}>{action}</div>
    </li>
  );
}
