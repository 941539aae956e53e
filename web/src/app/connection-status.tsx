import { useQuery } from '@tanstack/react-query';
import { useReach } from '@/api/live';
import { venuesQuery } from '@/api/venues';
import type { Venue } from '@/api/venues';
import { useNow } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatAge, formatTime, parseInstant, zoneName } from '@/lib/time';
import { texts } from './texts';

/** Live, connecting, or offline since when. */
export function ConnectionLine() {
  const reach = useReach();
  const zone = useZone();
  if (reach.state === 'offline' || reach.state === 'interrupted') {
    const time = formatTime(reach.since, zone, reach.since, 'clock');
    const offline = reach.state === 'offline';
    return (
      <span className={offline ? 'text-danger' : 'text-warn'}>
        <span className={offline ? 'dot down' : 'dot waiting'} />
        {t(offline ? texts.offlineSince : texts.interruptedSince, { time })}
      </span>
    );
  }
  if (reach.state === 'live')
    return (
      <span>
        <span className="dot" />
        {t(texts.live)}
      </span>
    );
  return (
    <span>
      <span className="dot idle" />
      {t(texts.connecting)}
    </span>
  );
}

/** Whether prices of a venue are expected here: something of it is followed, or it is polled. */
const isInUse = ({ feed, poll }: Venue): boolean => (feed?.topics ?? 0) > 0 || poll !== null;

/** Whether a venue that should send prices does not. */
export const isSilent = (venue: Venue): boolean =>
  isInUse(venue) && (venue.state === 'down' || venue.feed?.state === 'down');

function VenueLine({ venue, now }: { venue: Venue; now: number }) {
  const { feed, poll } = venue;
  if (isSilent(venue)) {
    const age = feed?.last_message ? formatAge(now - parseInstant(feed.last_message)) : null;
    return (
      <span className="text-warn" data-tip={feed?.fault ?? venue.fault ?? undefined}>
        <span className="dot waiting" />
        {age === null ? t(texts.faulty, { name: venue.name }) : t(texts.silent, { name: venue.name, age })}
      </span>
    );
  }
  if (venue.state === 'waiting')
    return (
      <span className="text-warn" data-tip={venue.fault ?? undefined}>
        <span className="dot waiting" />
        {t(texts.paused, { name: venue.name })}
      </span>
    );
  if (feed && feed.topics > 0)
    return (
      <span className={venue.simulated ? 'text-sim' : undefined}>
        {venue.name}{' '}
        {feed.latency_millis !== null && (
          <span className="num text-text-3">
            {t(texts.latency, { millis: Math.round(feed.latency_millis) })}
          </span>
        )}
      </span>
    );
  const polled = poll?.last ? formatAge(now - parseInstant(poll.last)) : null;
  if (polled !== null)
    return (
      <span>
        {venue.name} <span className="num text-text-3">{t(texts.polled, { age: polled })}</span>
      </span>
    );
  return null;
}

/** The venues that are in use, each with how fresh it is. */
export function VenueLines() {
  const now = useNow();
  const { data } = useQuery(venuesQuery);
  return data?.filter(isInUse).map((venue) => <VenueLine key={venue.venue} venue={venue} now={now} />);
}

/** The time in the user's zone, with the zone's name. */
export function Clock() {
  const now = useNow();
  const zone = useZone();
  return (
    <span className="num">
      {formatTime(now, zone, now, 'exact')} {zoneName(zone, now)}
    </span>
  );
}
