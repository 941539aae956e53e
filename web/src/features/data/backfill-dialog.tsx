import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { estimateQuery, useStartBackfill } from '@/api/backfills';
import { idempotencyKey } from '@/api/client';
import { ApiError } from '@/api/error';
import { venuesQuery } from '@/api/venues';
import { timeOfPage } from '@/lib/clock';
import { t } from '@/lib/text';
import { INTERVAL_MILLIS } from '@/lib/time';
import { parseMarket } from '@/lib/units';
import { Button } from '@/ui/button';
import { ToggleChip } from '@/ui/chip';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { Segmented } from '@/ui/segmented';
import { Switch } from '@/ui/switch';
import { showToast } from '@/ui/toast';
import { bodyOf, presetFrom, presetOf } from './backfill-form';
import type { BackfillForm, Preset } from './backfill-form';
import { EstimateBox } from './estimate-box';
import { MarketField } from './market-field';
import type { ChosenMarket } from './market-field';
import { texts } from './texts';
import { useDebounced } from './use-debounced';
import { sentence } from './words';

const ESTIMATE_MILLIS = 350;
const FIELDS = ['symbol', 'symbols', 'provider', 'interval', 'intervals', 'from', 'to'];
const KNOWN_INTERVALS = [...Object.keys(INTERVAL_MILLIS).filter((interval) => interval !== '1s'), '1M'];

/** The error of a field, whichever of its names the server uses. */
function fieldError(error: Error | null, ...names: string[]): string | null {
  if (!(error instanceof ApiError)) return null;
  const found = names.map((name) => error.fieldMessage(name)).find((message) => message !== null);
  return found ? sentence(found) : null;
}

/** What is wrong beside the fields; null when every fault has its field. */
function generalError(error: Error | null): string | null {
  if (error === null) return null;
  const atFields = error instanceof ApiError && error.fields.length > 0;
  return atFields && fieldError(error, ...FIELDS) !== null ? null : sentence(error.message);
}

/** The venues that have candles, each with its intervals. */
function useVenueIntervals(): ReadonlyMap<string, readonly string[]> | null {
  const { data } = useQuery(venuesQuery);
  return useMemo(
    () =>
      data === undefined
        ? null
        : new Map(
            data.filter((venue) => venue.intervals.length > 0).map((venue) => [venue.venue, venue.intervals]),
          ),
    [data],
  );
}

interface BackfillDialogProps {
  /** What is chosen at the beginning. */
  market?: string | undefined;
  interval?: string | undefined;
  onClose: () => void;
}

const chosenOf = (market: string | undefined): ChosenMarket | null => {
  const parts = market === undefined ? null : parseMarket(market);
  return market === undefined || parts === null ? null : { market, ...parts };
};

/** Fetches the past of a market: how far back, at which intervals, and what that takes. */
export function BackfillDialog({ market, interval, onClose }: BackfillDialogProps) {
  const [now] = useState(timeOfPage);
  const [chosen, setChosen] = useState(() => chosenOf(market));
  const [form, setForm] = useState<Omit<BackfillForm, 'market'>>(() => ({
    intervals: [interval ?? '1h'],
    from: presetFrom('year', now),
    to: '',
    follow: true,
  }));
  const [sent, setSent] = useState(false);
  const [key, setKey] = useState(idempotencyKey);
  const offered = useVenueIntervals();
  const start = useStartBackfill();

  const filled: BackfillForm = { ...form, market: chosen?.market ?? null };
  const body = bodyOf(filled, now);
  const bodyText = JSON.stringify(body);
  const settledText = useDebounced(bodyText, ESTIMATE_MILLIS);
  const estimate = useQuery(estimateQuery(JSON.parse(settledText) as typeof body));
  const error = start.error ?? (settledText === bodyText ? estimate.error : null);

  /** A change is another intention: what was refused is forgotten, and the key is a new one. */
  const edit = (change: Partial<BackfillForm>) => {
    setForm((old) => ({ ...old, ...change }));
    setKey(idempotencyKey());
    start.reset();
  };
  const chooseMarket = (next: ChosenMarket | null) => {
    setChosen(next);
    const has = next === null ? undefined : offered?.get(next.provider);
    edit(has ? { intervals: form.intervals.filter((one) => has.includes(one)) } : {});
  };
  const choices = (chosen && offered?.get(chosen.provider)) ?? KNOWN_INTERVALS;
  const toggle = (one: string, on: boolean) =>
    edit({ intervals: choices.filter((each) => (each === one ? on : form.intervals.includes(each))) });
  const submit = () => {
    setSent(true);
    if (body === null || start.isPending) return;
    start.mutate(
      { body, key },
      {
        onSuccess: () => {
          const name = `${chosen?.symbol ?? ''} ${form.intervals.join(', ')}`;
          showToast(t(texts.startedOf, { name }));
          onClose();
        },
      },
    );
  };
  const failed = start.error ? generalError(start.error) : null;
  const unsure = start.error instanceof ApiError && start.error.status === 0;
  const preset = presetOf(filled, now) ?? 'custom';
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(texts.newTitle)}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>{t(texts.keep)}</Button>
          <Button type="submit" kind="primary" busy={start.isPending}>
            {t(texts.start)}
          </Button>
        </>
      }
    >
      <MarketField
        chosen={chosen}
        onChoose={chooseMarket}
        venues={offered === null ? null : new Set(offered.keys())}
        error={
          sent && chosen === null ? t(texts.marketNeeded) : fieldError(error, 'symbol', 'symbols', 'provider')
        }
      />
      <IntervalField
        choices={choices}
        chosen={form.intervals}
        onToggle={toggle}
        error={
          sent && form.intervals.length === 0
            ? t(texts.intervalsNeeded)
            : fieldError(error, 'interval', 'intervals')
        }
      />
      <div className="field">
        <span className="label">{t(texts.range)}</span>
        <Segmented<Preset | 'custom'>
          label={t(texts.range)}
          value={preset}
          onChange={(next) => next !== 'custom' && edit({ from: presetFrom(next, now), to: '' })}
          options={[
            { value: 'month', label: t(texts.month) },
            { value: 'year', label: t(texts.year) },
            { value: 'all', label: t(texts.all) },
          ]}
        />
      </div>
      <div className="two-fields">
        <TextField
          type="date"
          label={t(texts.from)}
          value={form.from}
          onChange={(event) => edit({ from: event.target.value })}
          error={fieldError(error, 'from')}
          hint={form.from === '' ? t(texts.fromEmpty) : undefined}
        />
        <TextField
          type="date"
          label={t(texts.to)}
          value={form.to}
          onChange={(event) => edit({ to: event.target.value })}
          error={fieldError(error, 'to')}
          hint={t(form.to === '' ? texts.toEmpty : texts.toHint)}
        />
      </div>
      <div className="follow-line">
        <Switch label={t(texts.followText)} on={form.follow} onChange={(follow) => edit({ follow })} />
        <span aria-hidden="true">{t(texts.followText)}</span>
      </div>
      <EstimateBox
        estimate={estimate.data}
        incomplete={body === null}
        renewing={body !== null && (settledText !== bodyText || estimate.isFetching)}
        error={settledText === bodyText && estimate.error ? (generalError(estimate.error) ?? '') : null}
      />
      {failed !== null && (
        <p className="error" role="alert">
          {t(texts.startFailed)} {failed} {unsure && t(texts.startSafe)}
        </p>
      )}
    </Dialog>
  );
}

interface IntervalFieldProps {
  choices: readonly string[];
  chosen: readonly string[];
  onToggle: (interval: string, on: boolean) => void;
  error: string | null;
}

function IntervalField({ choices, chosen, onToggle, error }: IntervalFieldProps) {
  return (
    <div className="field" role="group" aria-label={t(texts.intervals)}>
      <span className="label">{t(texts.intervals)}</span>
      <div className="chips">
        {choices.map((interval) => (
          <ToggleChip
            key={interval}
            label={interval}
            on={chosen.includes(interval)}
            onChange={(on) => onToggle(interval, on)}
          />
        ))}
      </div>
      {error !== null && (
        <span className="error" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}
