import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { idempotencyKey } from '@/api/client';
import { recentBackfillsQuery, startBackfill } from '@/api/first-run';
import { timeOfPage } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Button, buttonClass } from '@/ui/button';
import { SimulatedTag } from '@/ui/tag';
import { progressOf, SIMULATED, simulatedJobs, simulatedOrders } from './first-run';
import { FormProblem } from '../form-problem';
import { JobProgress } from './job-progress';
import { problemOf } from '../problem';
import { Step } from './step';
import { welcomeTexts as texts } from './welcome-texts';

/** Starts the jobs that have not been made yet. */
function useStart(made: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      for (const order of simulatedOrders(timeOfPage()).slice(made))
        await startBackfill(order, idempotencyKey());
    },
    onSettled: () => queries.invalidateQueries({ queryKey: recentBackfillsQuery.queryKey }),
  });
}

function Action({ reason }: { reason: string | null }) {
  const locale = useLocale();
  const { data: reports } = useQuery(recentBackfillsQuery);
  const jobs = simulatedJobs(reports ?? []);
  const facts = progressOf(jobs);
  const failed = facts.state === 'failed';
  const start = useStart(failed || facts.state === 'done' ? 0 : jobs.length);
  if (facts.state === 'done' && jobs.length === simulatedOrders(0).length)
    return (
      <>
        <p className="plain">{t(texts.simulatedDone, { count: formatCount(facts.done, locale) })}</p>
        <div className="pair">
          <Link
            to="/chart"
            search={{ market: `BTCUSDT@${SIMULATED}` }}
            className={buttonClass({ kind: 'primary' })}
          >
            {t(texts.openChart)}
          </Link>
          <Link to="/markets" className={buttonClass()}>
            {t(texts.openMarkets)}
          </Link>
        </div>
      </>
    );
  if (facts.state === 'running' || facts.state === 'waiting')
    return <JobProgress label={t(texts.simulatedBusy)} facts={facts} />;
  return (
    <>
      {failed && !start.isPending && (
        <p className="error plain" role="alert">
          {t(texts.simulatedFailed)} {facts.reason}
        </p>
      )}
      <FormProblem error={problemOf(start.error)} />
      <Button icon="flask" busy={start.isPending} reason={reason} onClick={() => start.mutate()}>
        {t(failed ? texts.simulatedAgain : texts.simulatedAction)}
      </Button>
    </>
  );
}

/** Candles and prices that need no network. */
export function FirstSimulated({ number, reason }: { number: number; reason: string | null }) {
  const { data: reports } = useQuery(recentBackfillsQuery);
  const { state } = progressOf(simulatedJobs(reports ?? []));
  return (
    <Step
      number={number}
      title={t(texts.simulated)}
      done={state === 'done'}
      middle
      action={<Action reason={reason} />}
    >
      <p>
        {t(texts.simulatedTextStart)} <SimulatedTag /> {t(texts.simulatedTextEnd)}
      </p>
    </Step>
  );
}
