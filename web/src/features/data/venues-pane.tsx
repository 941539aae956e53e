import { useQuery } from '@tanstack/react-query';
import { venuesQuery } from '@/api/venues';
import type { Venue } from '@/api/venues';
import { useNow } from '@/lib/clock';
import { formatCount } from '@/lib/format';
import { useLocale, useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import type { Text } from '@/lib/text';
import { formatAge, formatDuration, formatTime, HOUR, parseInstant } from '@/lib/time';
import { Button } from '@/ui/button';
import { LoadingLines, PaneHead } from '@/ui/pane';
import { texts } from './texts';
import { sentence } from './words';
import { freshness, usedShare } from './venue-words';

const POLL_MILLIS = 5_000;

const STATES: Readonly<Record<Venue['state'], Text>> = {
  ok: texts.stateOk,
  waiting: texts.stateWaiting,
  down: texts.stateDown,
  idle: texts.stateIdle,
};

/** How long ago, or from one hour on since when. */
function useAge(): (millis: number) => string {
  const now = useNow();
  const zone = useZone();
  return (millis) => formatAge(millis) ?? formatTime(now - millis, zone, now);
}

function Fresh({ venue, now }: { venue: Venue; now: number }) {
  const age = useAge();
  const fresh = freshness(venue, now);
  switch (fresh.kind) {
    case 'live':
      return (
        <span className="num text-text-2">
          {fresh.quietMillis !== null
            ? t(texts.quiet, { age: age(fresh.quietMillis) })
            : fresh.latencyMillis === null
              ? t(texts.live)
              : t(texts.liveMillis, { millis: Math.round(fresh.latencyMillis) })}
        </span>
      );
    case 'silent':
      return (
        <span className="text-warn" data-tip={venue.feed?.fault ?? undefined}>
          {fresh.sinceMillis === null
            ? t(texts.silentEver)
            : t(texts.silent, { age: age(fresh.sinceMillis) })}
        </span>
      );
    case 'polled':
      return <span className="text-text-2">{t(texts.polled, { age: age(fresh.ageMillis) })}</span>;
    case 'unanswered':
      return <span className="text-danger">{t(texts.unanswered)}</span>;
    case 'connecting':
    case 'idle':
      return <span className="text-text-3">{t(texts[fresh.kind])}</span>;
  }
}

function usedText({ used, limit, unit, window_seconds: window }: Venue, locale: string): string {
  if (limit === null) return t(texts.noLimit);
  const facts = {
    used: formatCount(used, locale),
    limit: formatCount(limit, locale),
    unit: t(unit === 'weight' ? texts.weight : texts.requestsUnit),
  };
  if (window === 60) return t(texts.usedMinute, facts);
  if (window === 1) return t(texts.usedSecond, facts);
  return t(texts.usedWindow, { ...facts, window: formatDuration(window * 1000) });
}

/** What happens next: when it is asked again, when the budget is whole again, when prices are polled. */
function Next({ venue, now }: { venue: Venue; now: number }) {
  const zone = useZone();
  const wait = (at: string, text: Text, className: string) => {
    const millis = parseInstant(at) - now;
    if (millis <= 0) return null;
    const time = millis < HOUR ? formatDuration(millis) : formatTime(parseInstant(at), zone, now);
    return <span className={`num ${className}`}>{t(text, { time })}</span>;
  };
  const { retry_at: retryAt, resets_at: resetsAt, poll } = venue;
  if (retryAt !== null) return wait(retryAt, texts.asksAgainIn, 'text-warn');
  if (resetsAt !== null && venue.limit !== null) return wait(resetsAt, texts.resetsIn, 'text-text-3');
  if (poll?.next) return wait(poll.next, texts.nextIn, 'text-text-3');
  return null;
}

/** What is wrong with a venue, in sentences. */
function faultsOf(venue: Venue): string[] {
  const circuit =
    venue.circuit === 'open'
      ? t(texts.circuitOpen)
      : venue.circuit === 'half_open'
        ? t(texts.circuitHalf)
        : null;
  const feed = venue.feed?.state === 'down' ? venue.feed.fault : null;
  const found = [circuit, venue.fault, feed, venue.poll?.fault];
  return [...new Set(found.filter((text) => typeof text === 'string' && text !== ''))] as string[];
}

function VenueLine({ venue }: { venue: Venue }) {
  const now = useNow();
  const locale = useLocale();
  const share = usedShare(venue);
  const paused = venue.state === 'waiting' || venue.state === 'down';
  const percent = share === null ? 0 : Math.round(share * 1000) / 10;
  return (
    <li className="venue-line">
      <div className="line">
        <span className={venue.simulated ? 'text-sim' : undefined}>
          <span className={venue.state === 'ok' ? 'dot' : `dot ${venue.state}`} />
          <b className="font-semibold">{venue.name}</b>
          <span className="sr-only">, {t(STATES[venue.state])}</span>
        </span>
        <span className="spring" />
        <Fresh venue={venue} now={now} />
      </div>
      {share !== null && (
        <div
          className={paused ? 'progress waiting' : 'progress done'}
          role="meter"
          aria-label={t(texts.budgetOf, { name: venue.name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={usedText(venue, locale)}
        >
          <span style={{ width: `${percent}%` }} />
        </div>
      )}
      <div className="line text-12">
        <span className="num text-text-2">{usedText(venue, locale)}</span>
        <span className="spring" />
        <Next venue={venue} now={now} />
      </div>
      {venue.keeps !== null && (
        <p className="text-12 text-text-3">{t(texts.keeps, { text: formatCount(venue.keeps, locale) })}</p>
      )}
      {faultsOf(venue).map((fault) => (
        <p key={fault} className="text-12 text-warn">
          {sentence(fault)}
        </p>
      ))}
    </li>
  );
}

/** The venues: whether they send prices, and how much of their budget is used. */
export function VenuesPane() {
  const venues = useQuery({ ...venuesQuery, refetchInterval: POLL_MILLIS });
  return (
    <section className="side-part" aria-labelledby="data-venues">
      <PaneHead>
        <h2 id="data-venues">{t(texts.venues)}</h2>
        <span className="text-12 text-text-3">{t(texts.venuesHint)}</span>
      </PaneHead>
      {venues.data ? (
        <ul>
          {venues.data.map((venue) => (
            <VenueLine key={venue.venue} venue={venue} />
          ))}
        </ul>
      ) : venues.error ? (
        <div className="section" role="alert">
          <p className="mb-3 text-text-2">{t(texts.venuesFailed, { reason: venues.error.message })}</p>
          <Button small onClick={() => void venues.refetch()} busy={venues.isFetching}>
            {t(texts.tryAgain)}
          </Button>
        </div>
      ) : (
        <LoadingLines />
      )}
    </section>
  );
}
