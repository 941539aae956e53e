import { useState } from 'react';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Chip } from '@/ui/chip';
import { NumberField, SelectField } from '@/ui/field';
import { Popover } from '@/ui/popover';
import type { Indicator, IndicatorKind } from './indicators';
import {
  GREATEST_PERIOD,
  indicatorText,
  isPeriod,
  LEAST_PERIOD,
  MOST_INDICATORS,
  parseIndicator,
} from './indicators';
import { texts } from './texts';

const SHORT = { sma: texts.sma, ema: texts.ema, volatility: texts.volatility } as const;
const LONG = { sma: texts.smaLong, ema: texts.emaLong, volatility: texts.volatilityLong } as const;
const KINDS: readonly IndicatorKind[] = ['sma', 'ema', 'volatility'];
const SWATCHES = ['ind-1', 'ind-2', 'ind-3'] as const;

/** SMA 20 */
export const indicatorName = ({ kind, period }: Indicator): string =>
  t(texts.indicatorName, { kind: t(SHORT[kind]), period: String(period) });

interface Props {
  indicators: readonly Indicator[];
  onChange: (list: readonly Indicator[]) => void;
}

/** The shown indicators, each with its colour. */
export function IndicatorChips({ indicators, onChange }: Props) {
  return indicators.map((indicator, at) => (
    <Chip
      key={indicatorText(indicator)}
      label={indicatorName(indicator)}
      swatch={SWATCHES[at] ?? 'ind-1'}
      onRemove={() => onChange(indicators.filter((one) => one !== indicator))}
    />
  ));
}

function IndicatorForm({ indicators, onChange, onDone }: Props & { onDone: () => void }) {
  const [kind, setKind] = useState<IndicatorKind>('sma');
  const [period, setPeriod] = useState('20');
  const [tried, setTried] = useState(false);
  const bounds = { least: LEAST_PERIOD, most: String(GREATEST_PERIOD) };
  const number = /^\d+$/.test(period.trim()) ? Number.parseInt(period, 10) : Number.NaN;
  const wrong = !isPeriod(number) ? t(texts.periodWrong, bounds) : null;
  const text = indicatorText({ kind, period: number });
  const shown = indicators.some((one) => indicatorText(one) === text) ? t(texts.alreadyShown) : null;
  const full = indicators.length >= MOST_INDICATORS ? t(texts.most) : null;
  const add = () => {
    setTried(true);
    const made = parseIndicator(text);
    if (wrong !== null || shown !== null || full !== null || made === null) return;
    onChange([...indicators, made]);
    onDone();
  };
  return (
    <form
      className="chart-indicators"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <h2>{t(texts.addIndicator)}</h2>
      <SelectField
        label={t(texts.kind)}
        value={kind}
        onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? 'sma')}
        options={KINDS.map((value) => ({ value, label: t(LONG[value]) }))}
      />
      <NumberField
        label={t(texts.period)}
        value={period}
        inputMode="numeric"
        hint={t(texts.periodHint, bounds)}
        error={(tried || period !== '') && wrong ? wrong : shown}
        onChange={(event) => setPeriod(event.target.value)}
      />
      <p className="text-12 text-text-3">{t(texts.computed)}</p>
      <Button type="submit" kind="primary" reason={full}>
        {t(texts.add)}
      </Button>
    </form>
  );
}

/** Adds an indicator with its period. */
export function IndicatorPicker({ indicators, onChange }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t(texts.indicators)}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button kind="ghost" small icon="formula">
          {t(texts.indicators)}
        </Button>
      }
    >
      <IndicatorForm indicators={indicators} onChange={onChange} onDone={() => setOpen(false)} />
    </Popover>
  );
}
