import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatDuration } from '@/lib/time';
import { Progress } from '@/ui/progress';
import type { Progress as Facts } from './first-run';
import { welcomeTexts as texts } from './welcome-texts';

/** How far jobs are, in a bar and in words. */
export function JobProgress({ label, facts }: { label: string; facts: Facts }) {
  const locale = useLocale();
  const { state, done, total, share, secondsLeft, reason } = facts;
  const waits = state === 'waiting';
  return (
    <div className="grid gap-2">
      <Progress label={label} share={share} state={waits ? 'waiting' : 'running'} />
      <div className="step-line">
        <span className="num">
          {total === 0
            ? t(texts.queued)
            : t(texts.progress, { done: formatCount(done, locale), total: formatCount(total, locale) })}
        </span>
        {waits ? (
          <span className="text-warn">{t(texts.waiting, { reason: reason ?? '' })}</span>
        ) : (
          secondsLeft !== null && (
            <span className="num">{t(texts.left, { time: formatDuration(secondsLeft * 1000) })}</span>
          )
        )}
      </div>
    </div>
  );
}
