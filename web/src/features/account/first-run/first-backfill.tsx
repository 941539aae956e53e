import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { idempotencyKey } from '@/api/client';
import { recentBackfillsQuery, startBackfill } from '@/api/first-run';
import type { BackfillReport, Interval, NewBackfill } from '@/api/first-run';
import { venuesQuery } from '@/api/venues';
import type { Venue } from '@/api/venues';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button, buttonClass } from '@/ui/button';
import { SelectField } from '@/ui/field';
import { Switch } from '@/ui/switch';
import { Estimate } from './estimate';
import { fieldProblem } from '../field-words';
import { daysAgo, progressOf, SIMULATED } from './first-run';
import { FormProblem } from '../form-problem';
import { JobProgress } from './job-progress';
import { FIRST_MARKET } from './market-choice';
import { MarketField } from './market-field';
import { problemOf } from '../problem';
import { Step } from './step';
import { welcomeTexts as texts } from './welcome-texts';

const INTERVALS: readonly Interval[] = ['1m', '5m', '15m', '1h', '4h', '1d'];

const PAST = [
  { value: '30', label: t(texts.days30) },
  { value: '90', label: t(texts.days90) },
  { value: '365', label: t(texts.year1) },
  { value: '730', label: t(texts.year2) },
  { value: '1826', label: t(texts.year5) },
  { value: '', label: t(texts.all) },
];

/** The usual intervals that the venue offers. */
const intervalsOf = (
  venues: readonly Venue[] | undefined,
  provider: string | undefined,
): readonly Interval[] => {
  const offered = venues?.find(({ venue }) => venue === provider)?.intervals;
  return offered === undefined ? INTERVALS : INTERVALS.filter((one) => offered.includes(one));
};

function OrderForm({
  reason,
  onStarted,
}: {
  reason: string | null;
  onStarted: (job: BackfillReport) => void;
}) {
  const queries = useQueryClient();
  const [market, setMarket] = useState<typeof FIRST_MARKET | null>(FIRST_MARKET);
  const [wanted, setWanted] = useState<Interval>('1h');
  const [days, setDays] = useState('730');
  const [follow, setFollow] = useState(true);
  const [tried, setTried] = useState(false);
  const { data: venues } = useQuery(venuesQuery);
  const intervals = intervalsOf(venues, market?.provider);
  const interval = intervals.includes(wanted) ? wanted : (intervals[0] ?? wanted);
  const order: NewBackfill | null = market && {
    provider: market.provider,
    symbol: market.symbol,
    interval,
    ...(days === '' ? {} : { from: daysAgo(Number(days), timeOfPage()) }),
    follow,
  };
  const start = useMutation({
    mutationFn: (body: NewBackfill) => startBackfill(body, idempotencyKey()),
    onSuccess: (job) => {
      onStarted(job);
      void queries.invalidateQueries({ queryKey: recentBackfillsQuery.queryKey });
    },
  });
  const error = problemOf(start.error);
  const missing = tried && market === null ? t(texts.instrumentMissing) : null;
  const send = () => {
    setTried(true);
    if (order !== null) start.mutate(order);
  };
  return (
    <form
      className="grid"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <MarketField
        chosen={market}
        error={missing ?? fieldProblem(error, 'symbol')}
        onChoose={(next) => setMarket(next)}
      />
      <div className="pair">
        <SelectField
          label={t(texts.interval)}
          options={intervals.map((one) => ({ value: one, label: one }))}
          value={interval}
          onChange={(event) => setWanted(event.target.value as Interval)}
          error={fieldProblem(error, 'interval')}
        />
        <SelectField
          label={t(texts.past)}
          options={PAST}
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={fieldProblem(error, 'from')}
        />
      </div>
      <div className="flex min-h-7 items-center gap-3">
        <Switch label={t(texts.follow)} on={follow} onChange={setFollow} />
        <span>{t(texts.follow)}</span>
      </div>
      {order !== null && reason === null && <Estimate order={order} />}
      {error !== null && error.fields.length === 0 && <FormProblem error={error} />}
      <Button type="submit" busy={start.isPending} reason={reason}>
        {t(texts.realAction)}
      </Button>
    </form>
  );
}

/** A job that was started here, until it has ended. */
function Job({ job, onAgain }: { job: BackfillReport; onAgain: () => void }) {
  const locale = useLocale();
  const facts = progressOf([job]);
  const part = job.series[0];
  const venue = venueName(job.provider);
  const symbol = part?.symbol ?? '';
  if (facts.state === 'running' || facts.state === 'waiting')
    return (
      <>
        <p className="plain">{`${symbol} ${part?.interval ?? ''} · ${venue}`}</p>
        <JobProgress label={t(texts.realBusy, { market: symbol })} facts={facts} />
        <Link to="/data" className={buttonClass()}>
          {t(texts.seeData)}
        </Link>
      </>
    );
  const count = formatCount(job.done, locale);
  const failed = t(texts.realFailed, { reason: facts.reason ?? t(texts.unknownReason) });
  return (
    <>
      {facts.state === 'done' ? (
        <p className="plain" role="status">
          {t(texts.realDone, { symbol, interval: part?.interval ?? '', venue, count })}
        </p>
      ) : (
        <p className={job.state === 'cancelled' ? 'plain' : 'error plain'} role="alert">
          {job.state === 'cancelled' ? t(texts.realCancelled) : failed}
        </p>
      )}
      <div className="pair">
        <Link
          to="/chart"
          search={{ market: `${symbol.replace('/', '')}@${job.provider}` }}
          className={buttonClass({ kind: facts.state === 'done' ? 'primary' : 'secondary' })}
        >
          {t(texts.openChart)}
        </Link>
        <Button onClick={onAgain}>{t(texts.another)}</Button>
      </div>
    </>
  );
}

/** The past of a real instrument. */
export function FirstBackfill({ number, reason }: { number: number; reason: string | null }) {
  const { data: reports } = useQuery(recentBackfillsQuery);
  const [started, setStarted] = useState<BackfillReport | 'none' | null>(null);
  const real = reports?.filter(({ provider }) => provider !== SIMULATED);
  // After a reload the newest job is shown, unless another one is wanted.
  const shown =
    started === 'none'
      ? undefined
      : started === null
        ? real?.[0]
        : (real?.find(({ id }) => id === started.id) ?? started);
  return (
    <Step
      number={number}
      title={t(texts.real)}
      done={shown?.state === 'done'}
      middle={shown !== undefined}
      action={
        shown === undefined ? (
          <OrderForm reason={reason} onStarted={setStarted} />
        ) : (
          <Job job={shown} onAgain={() => setStarted('none')} />
        )
      }
    >
      <p>{t(texts.realText)}</p>
    </Step>
  );
}
