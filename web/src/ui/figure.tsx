import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { compare, isDecimal, roundMoney, signOf } from '@/lib/decimal';
import type { Figure as Pieces, FigureOptions } from '@/lib/format';
import { figureText, formatDecimal, formatMoney, formatPercent, formatShort } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import type { DecimalText } from '@/lib/units';
import { classNames } from './class-names';
import { texts } from './texts';

/** A figure that is not known: a dash that says why on hover, focus and tap. */
export function NotKnown({ reason }: { reason?: string | null | undefined }) {
  const why = reason ?? t(texts.notKnownYet);
  return (
    <button
      type="button"
      className="not-known"
      data-tip={why}
      aria-label={t(texts.notKnown, { reason: why })}
    >
      —
    </button>
  );
}

function Digits({ pieces }: { pieces: Pieces }) {
  return (
    <>
      {pieces.sign}
      {pieces.parts.map((part, at) => (part.dim ? <i key={at}>{part.text}</i> : part.text))}
    </>
  );
}

const Unit = ({ unit }: { unit: string | undefined }) =>
  unit === undefined ? null : <span className="unit">{unit}</span>;

export interface FigureProps extends FigureOptions {
  /** A decimal as the server sends it; null is not known. */
  value: DecimalText | null | undefined;
  /** After the figure, smaller; left out when the column's head names it. */
  unit?: string | undefined;
  /** Why the value is not known. */
  reason?: string | null | undefined;
  /** Colour by the sign of the value; only for what went up or down. */
  toned?: boolean;
  stale?: boolean | undefined;
  tip?: string | undefined;
  className?: string;
}

const tone = (sign: -1 | 0 | 1): string => (sign > 0 ? 'up' : sign < 0 ? 'down' : 'flat');

/** A price or quantity with every digit; zeros that only carry precision are dimmed. */
export function Figure({ value, unit, reason, toned, stale, tip, className, ...options }: FigureProps) {
  const locale = useLocale();
  if (value === null || value === undefined) return <NotKnown reason={reason} />;
  return (
    <span
      className={classNames('num', toned && tone(signOf(value)), stale && 'stale', className)}
      data-plain={value}
      data-tip={tip}
    >
      <Digits pieces={formatDecimal(value, locale, options)} />
      <Unit unit={unit} />
    </span>
  );
}

/** Money: 2 decimals, the exact value in the tip when it differs. */
export function Money({ value, unit, reason, toned, stale, tip, className, ...options }: FigureProps) {
  const locale = useLocale();
  if (value === null || value === undefined) return <NotKnown reason={reason} />;
  const exact =
    compare(value, roundMoney(value)) === 0 ? undefined : formatDecimal(value, locale, { dim: false });
  const sign = signOf(value);
  return (
    <span
      className={classNames('num', toned && tone(sign), stale && 'stale', className)}
      data-plain={value}
      data-tip={tip ?? (exact && t(texts.exact, { value: figureText(exact) }))}
    >
      {toned && <Glyph sign={sign} />}
      <Digits pieces={formatMoney(value, locale, { signed: toned === true, ...options })} />
      <Unit unit={unit} />
    </span>
  );
}

/** Up, down or an empty slot of the same width. */
export function Glyph({ sign }: { sign: -1 | 0 | 1 }) {
  return (
    <span className="glyph" aria-hidden="true">
      {sign > 0 ? '▲' : sign < 0 ? '▼' : ''}
    </span>
  );
}

interface ChangeProps {
  /** In percent: `1.84` is +1.84%. */
  percent: DecimalText | null | undefined;
  reason?: string | null | undefined;
  children?: ReactNode;
}

/** A change in percent, always with sign and glyph. */
export function Change({ percent, reason, children }: ChangeProps) {
  const locale = useLocale();
  if (percent === null || percent === undefined) return <NotKnown reason={reason} />;
  const sign = signOf(percent);
  return (
    <span className={classNames('num change', tone(sign))} data-plain={percent}>
      <Glyph sign={sign} />
      <Digits pieces={formatPercent(percent, locale)} />
      {children}
    </span>
  );
}

/** A volume in short, the exact one in the tip. */
export function Volume({ value, unit, reason }: Pick<FigureProps, 'value' | 'unit' | 'reason'>) {
  const locale = useLocale();
  if (value === null || value === undefined) return <NotKnown reason={reason} />;
  const exact = figureText(formatDecimal(value, locale, { dim: false }));
  return (
    <span className="num" data-plain={value} data-tip={unit === undefined ? exact : `${exact} ${unit}`}>
      {formatShort(value, locale)}
      <Unit unit={unit} />
    </span>
  );
}

const LEAST_MILLIS_BETWEEN_FLASHES = 250;

let flashLength: number | null = null;

/** The length of a flash by the tokens; 0 when motion is not wanted. Asking for a style is slow, so it is kept. */
function flashMillis(): number {
  if (flashLength !== null) return flashLength;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  calm.addEventListener('change', () => (flashLength = null), { once: true });
  const token = getComputedStyle(document.documentElement).getPropertyValue('--t-flash');
  flashLength = calm.matches ? 0 : Number.parseFloat(token) || 650;
  return flashLength;
}

function flash(element: HTMLElement, up: boolean): void {
  const duration = flashMillis();
  if (duration === 0 || document.hidden) return;
  const backgroundColor = `color-mix(in srgb, var(${up ? '--up' : '--down'}) 24%, transparent)`;
  element.animate(
    [{ backgroundColor }, { backgroundColor, offset: 0.4 }, { backgroundColor: 'transparent' }],
    {
      duration,
      easing: 'ease-out',
    },
  );
}

/** A figure that changes in place and tints its ground for a moment when it does. */
export function LiveFigure({ className, ...figure }: FigureProps) {
  const box = useRef<HTMLSpanElement>(null);
  const previous = useRef<DecimalText | null>(null);
  const flashed = useRef(0);
  const value = figure.value ?? null;
  useEffect(() => {
    const before = previous.current;
    previous.current = value;
    if (before === null || value === null || box.current === null) return;
    const direction = isDecimal(before) && isDecimal(value) ? compare(value, before) : 0;
    const now = performance.now();
    if (direction === 0 || now - flashed.current < LEAST_MILLIS_BETWEEN_FLASHES) return;
    flashed.current = now;
    flash(box.current, direction > 0);
  }, [value]);
  return (
    <span ref={box} className={classNames('live', className)}>
      <Figure {...figure} />
    </span>
  );
}

/** Copying within one figure gives its plain number, not its groups and signs. */
export function startPlainCopy(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    const element = (node: Node | null | undefined) => (node instanceof Element ? node : node?.parentElement);
    const from = element(selection?.anchorNode)?.closest<HTMLElement>('[data-plain]');
    const to = element(selection?.focusNode)?.closest('[data-plain]');
    const plain = from?.dataset['plain'];
    if (plain === undefined || from !== to || selection?.isCollapsed !== false) return;
    event.clipboardData?.setData('text/plain', plain);
    event.preventDefault();
  });
}
