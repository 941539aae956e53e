import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import { ApiError } from '@/api/error';
import { followingEstimateQuery, startFollowing } from '@/api/following';
import type { Following } from '@/api/following';
import { useConnection } from '@/api/live';
import type { SearchResult } from '@/api/search';
import { useSession } from '@/api/session';
import { venuesQuery } from '@/api/venues';
import { timeOfPage } from '@/lib/clock';
import { t } from '@/lib/text';
import { DAY, toInstant } from '@/lib/time';
import { parseMarket } from '@/lib/units';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField } from '@/ui/field';
import { SimulatedTag } from '@/ui/tag';
import { showToast } from '@/ui/toast';
import { AddChoice } from './add-choice';
import { texts } from './add-texts';
import { Estimate } from './estimate';
import { useWatchList } from './use-watch-list';

const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'];
const SINCE = [
  { value: '30', label: t(texts.days30) },
  { value: '365', label: t(texts.year1) },
  { value: '730', label: t(texts.years2) },
  { value: '', label: t(texts.everything) },
];

/** Midnight in UTC so many days ago; null for the first candle that there is. */
const sinceTime = (days: string): string | null =>
  days === '' ? null : toInstant(Math.floor((timeOfPage() - Number(days) * DAY) / DAY) * DAY);

interface AddFormProps {
  market: SearchResult;
  onBack: () => void;
  onAdded: (market: string) => void;
  onClose: () => void;
}

/** Why a market cannot be followed by this client. */
function useFollowReason(market: SearchResult): string | null {
  const session = useSession();
  if (session !== undefined && !session.may_write) return t(texts.mayNotFollow);
  return market.state === 'delisted' ? t(texts.delistedFollow) : null;
}

/** How a chosen market is added: its candles are kept, or it is only watched. */
export function AddForm({ market, onBack, onAdded, onClose }: AddFormProps) {
  const reason = useFollowReason(market);
  const [choice, setChoice] = useState<'follow' | 'watch'>('follow');
  const [interval, setInterval] = useState('1h');
  const [days, setDays] = useState('365');
  const watch = useWatchList();
  const queries = useQueryClient();
  const offline = useConnection().state === 'offline';
  const { data: venues } = useQuery(venuesQuery);
  const known = venues?.find((one) => one.venue === market.provider)?.intervals ?? INTERVALS;
  const intervals = INTERVALS.filter((one) => known.includes(one));

  const name = market.market ?? '';
  const words = {
    pair: market.symbol,
    venue: market.simulated ? t(texts.simulated) : venueName(market.provider ?? ''),
  };
  const follow = choice === 'follow' && reason === null;
  const following: Following | null = follow
    ? {
        provider: market.provider ?? '',
        symbol: parseMarket(name)?.symbol ?? market.symbol,
        interval,
        from: sinceTime(days),
      }
    : null;
  const estimate = useQuery(followingEstimateQuery(following));
  const [key] = useState(idempotencyKey);

  const finish = (text: string) => {
    if (!watch.markets.includes(name)) watch.watch(name);
    void queries.invalidateQueries({ queryKey: ['markets'] });
    onAdded(name);
    showToast(text);
    onClose();
  };
  const start = useMutation({
    mutationFn: (wanted: Following) => startFollowing(wanted, `${key}-${wanted.interval}-${days}`),
    onSuccess: () => finish(t(texts.following, words)),
  });
  const submit = () => {
    if (offline || start.isPending) return;
    if (following !== null) start.mutate(following);
    else finish(t(texts.watching, words));
  };
  const watched = !follow && watch.markets.includes(name);
  const waits = offline ? t(texts.waits) : watched ? t(texts.watchedAlready, words) : null;

  return (
    <Dialog
      open
      onClose={onClose}
      title={t(texts.title)}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onBack}>{t(texts.back)}</Button>
          <Button kind="primary" type="submit" busy={start.isPending} reason={waits}>
            {t(follow ? texts.followNow : texts.watchNow, words)}
          </Button>
        </>
      }
    >
      <p className="chosen">
        <b>{market.symbol}</b>
        <span className="text-text-2">
          {[market.name, market.simulated ? null : words.venue].filter(Boolean).join(' · ')}
        </span>
        {market.simulated && <SimulatedTag />}
      </p>
      <AddChoice value={follow ? 'follow' : 'watch'} onChange={setChoice} followReason={reason} />
      {follow && (
        <>
          <div className="grid grid-cols-2 gap-3">
            <SelectField
              label={t(texts.interval)}
              options={intervals.map((one) => ({ value: one, label: one }))}
              value={interval}
              onChange={(event) => setInterval(event.target.value)}
            />
            <SelectField
              label={t(texts.since)}
              options={SINCE}
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          </div>
          <Estimate query={estimate} />
        </>
      )}
      {start.error instanceof ApiError && (
        <p className="error" role="alert">
          {start.error.fields[0]?.message ?? start.error.message}
        </p>
      )}
    </Dialog>
  );
}
