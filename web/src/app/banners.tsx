import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stream, useReach } from '@/api/live';
import { renewSession, sessionGuard } from '@/api/session-guard';
import { venuesQuery } from '@/api/venues';
import { useNow } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { useStore } from '@/lib/store';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { Banner } from '@/ui/banner';
import { Button, buttonClass } from '@/ui/button';
import { isSilent } from './connection-status';
import { texts } from './texts';

function OfflineBanner({ since, retryAt }: { since: number; retryAt: number }) {
  const zone = useZone();
  const now = useNow();
  const time = `${formatTime(since, zone, since, 'clock')} ${zoneName(zone, since)}`;
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <Banner
      kind="offline"
      action={
        <Button small onClick={() => stream.wake()}>
          {t(texts.tryNow)}
        </Button>
      }
    >
      <b className="font-semibold">{t(texts.offlineTitle, { time })}</b> {t(texts.offlineText)}{' '}
      {/* The seconds change; a screen reader hears the sentence once. */}
      <span className="text-text-2 max-tab:hidden" aria-hidden="true">
        {t(texts.offlineDetail, { seconds })}
      </span>
    </Banner>
  );
}

function InterruptedBanner({ since }: { since: number }) {
  const zone = useZone();
  const time = `${formatTime(since, zone, since, 'clock')} ${zoneName(zone, since)}`;
  return (
    <Banner
      kind="stale"
      action={
        <Button small onClick={() => stream.wake()}>
          {t(texts.tryNow)}
        </Button>
      }
    >
      <b className="font-semibold">{t(texts.interruptedTitle, { time })}</b> {t(texts.interruptedText)}
    </Banner>
  );
}

function StaleBanner() {
  const { data } = useQuery(venuesQuery);
  const silent = data?.filter((venue) => isSilent(venue)) ?? [];
  if (silent.length === 0) return null;
  const names = silent.map((venue) => venue.name).join(', ');
  return (
    <Banner
      kind="stale"
      action={
        <Link to="/data" className={buttonClass({ small: true, className: 'max-tab:hidden' })}>
          {t(texts.venues)}
        </Link>
      }
    >
      <b className="font-semibold">{t(texts.staleTitle, { names, count: silent.length })}</b>{' '}
      {t(texts.staleText)}
    </Banner>
  );
}

function SessionEndBanner() {
  return (
    <Banner
      kind="stale"
      action={
        <Button small onClick={() => void renewSession()}>
          {t(texts.signIn)}
        </Button>
      }
    >
      <b className="font-semibold">{t(texts.sessionEnded)}</b> {t(texts.sessionEndedText)}
    </Banner>
  );
}

/** Conditions of every page, below the top bar; the most serious one only. */
export function Banners() {
  const reach = useReach();
  const sessionEnded = useStore(sessionGuard).ended;
  if (reach.state === 'offline') return <OfflineBanner since={reach.since} retryAt={reach.retryAt} />;
  if (sessionEnded) return <SessionEndBanner />;
  if (reach.state === 'interrupted') return <InterruptedBanner since={reach.since} />;
  return <StaleBanner />;
}
