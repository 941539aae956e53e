import { useState } from 'react';
import { ApiError } from '@/api/error';
import type { Interval } from '@/api/candles';
import { stream, useTopic } from '@/api/live';
import type { SeriesRow } from '@/api/market-series';
import { useFollowSeries } from '@/api/market-series';
import { t } from '@/lib/text';
import { Section } from '@/ui/pane';
import { Switch } from '@/ui/switch';
import { showToast } from '@/ui/toast';
import type { Market } from './market';
import { POSTED, venueWords } from './market';
import { texts } from './texts';

interface Props {
  market: Market;
  series: SeriesRow | null;
  interval: Interval;
  mayWrite: boolean;
}

/** Why the stream sends no running candle of a followed series. */
function LiveFault({ topic }: { topic: `candles:${string}` }) {
  useTopic(topic);
  const reason = stream.fault(topic);
  return reason === null ? null : <span className="text-12 text-warn">{t(texts.liveFault, { reason })}</span>;
}

/** Whether the server keeps the series current. */
export function FollowSwitch({ market, series, interval, mayWrite }: Props) {
  const { mutate, isPending } = useFollowSeries();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const on = (isPending ? wanted : null) ?? series?.follow ?? false;
  const reason =
    market.provider === POSTED
      ? t(texts.followPosted)
      : series === null
        ? t(texts.notStoredYet)
        : mayWrite
          ? null
          : t(texts.mayNotWrite);
  const change = (follow: boolean) => {
    if (series === null) return;
    setWanted(follow);
    mutate(
      { id: series.series_id, follow },
      {
        onError: (error) => {
          const why = error instanceof ApiError ? error.message : String(error);
          showToast(t(texts.followFailed, { reason: why }), { wrong: true });
        },
      },
    );
  };
  return (
    <Section className="follow">
      <div className="section-head">
        <h2>{t(texts.follow)}</h2>
        <span className="spring" />
        <Switch label={t(texts.followLabel)} on={on} onChange={change} reason={reason} />
      </div>
      <p className="text-text-2">
        {on ? t(texts.followOn, { venue: venueWords(market.provider) }) : t(texts.followOff)}
      </p>
      {on && <LiveFault topic={`candles:${interval}:${market.name}`} />}
    </Section>
  );
}
