import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { estimateQuery } from '@/api/first-run';
import type { NewBackfill } from '@/api/first-run';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Icon } from '@/ui/icon';
import { estimateText } from './estimate-text';
import { toSentence } from '../field-words';
import { welcomeTexts as texts } from './welcome-texts';

/** How much, how long, and what the venue does not give; the last answer stays until the next one. */
export function Estimate({ order }: { order: NewBackfill }) {
  const locale = useLocale();
  const { data, error, isFetching } = useQuery({
    ...estimateQuery(order),
    placeholderData: keepPreviousData,
  });
  const text =
    error !== null
      ? toSentence(error.message)
      : data === undefined || isFetching
        ? t(texts.estimating)
        : estimateText(data, locale);
  return (
    <div className="grid min-h-6 content-center gap-1 text-12 text-text-3" role="status">
      <span className={error === null ? 'num' : 'error'}>{text}</span>
      {error === null &&
        data?.notes.map((note) => (
          <span key={note} className="flex gap-2 text-warn">
            <Icon name="warning" />
            {note}
          </span>
        ))}
    </div>
  );
}
