import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/session';
import { t } from '@/lib/text';
import { ErrorPane, LoadingLines } from '@/ui/pane';
import { FirstAdmin } from './first-run/first-admin';
import { FirstBackfill } from './first-run/first-backfill';
import { FirstSimulated } from './first-run/first-simulated';
import { problemOf } from './problem';
import { welcomeTexts as texts } from './first-run/welcome-texts';
import './account.css';
import './welcome.css';

function lead({ setup, server }: Session): string {
  const { database, home } = server;
  const state = !setup.empty
    ? t(texts.leadUsed, { database })
    : home === null
      ? t(texts.lead, { database })
      : t(texts.leadHome, { database, home });
  return `${state} ${t(texts.leadSteps)}`;
}

function Steps({ session }: { session: Session }) {
  const reason = session.may_write ? null : t(texts.needsRight);
  return (
    <ol className="steps" aria-label={t(texts.steps)}>
      <FirstAdmin number={1} session={session} />
      <FirstSimulated number={2} reason={reason} />
      <FirstBackfill number={3} reason={reason} />
    </ol>
  );
}

/** The first run: an administrator, a simulated market, real candles. */
export function WelcomePage() {
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery);
  const failure = problemOf(error);
  const isNew = session === undefined || session.setup.empty;
  return (
    <div className="gate">
      <div className="first-run">
        <div>
          <h1>{t(isNew ? texts.isNew : texts.setUp)}</h1>
          {session && <p className="lead wrap-anywhere">{lead(session)}</p>}
        </div>
        {session ? (
          <Steps session={session} />
        ) : failure === null ? (
          <LoadingLines />
        ) : (
          <ErrorPane
            title={t(texts.failed)}
            error={failure}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        )}
        <p className="gate-text">
          {t(texts.leaveText)} <Link to="/markets">{t(texts.leave)}</Link>
        </p>
      </div>
    </div>
  );
}
