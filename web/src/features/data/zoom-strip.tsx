import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { timeOfPage } from '@/lib/clock';
import { useZone } from '@/lib/preferences';
import { t } from '@/lib/text';
import { formatTime, zoneName } from '@/lib/time';
import { coverageName } from '@/ui/coverage-bar';
import type { Stretch } from './spans';
import { texts } from './texts';
import { lastOpen, rangeText } from './time-words';
import type { Zoom } from './use-zoom';
import { around, pan, scale, timeAt } from './zoom';

const STEP = 0.5;
const MOVE = 0.25;
/** A pointer that moved less than this has chosen a point, not a stretch. */
const DRAG_PIXELS = 6;

const edgesOf = (bar: HTMLElement) => Array.from(bar.children, (child) => child.getBoundingClientRect());

/** What a key does to the stretch; null when it does nothing. */
export function zoomKey(key: string, { window, whole, least }: Zoom) {
  const middle = (window.from + window.to) / 2;
  switch (key) {
    case '+':
    case '=':
      return scale(window, whole, least, STEP, middle);
    case '-':
    case '−':
      return scale(window, whole, least, 1 / STEP, middle);
    case 'ArrowLeft':
      return pan(window, whole, -MOVE);
    case 'ArrowRight':
      return pan(window, whole, MOVE);
    case 'Home':
      return { from: whole.from, to: whole.from + window.to - window.from };
    case 'End':
      return { from: whole.to - (window.to - window.from), to: whole.to };
    case '0':
      return whole;
    default:
      return null;
  }
}

/** Ctrl and the wheel, or two fingers on a touch pad, zoom around the pointer; a sideways wheel moves. */
function useWheel(bar: RefObject<HTMLElement | null>, zoom: Zoom, timeOf: (x: number) => number | null) {
  useEffect(() => {
    const { current } = bar;
    if (current === null) return undefined;
    const wheel = (event: WheelEvent) => {
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !sideways) return;
      event.preventDefault();
      const { window, whole, least } = zoom;
      if (sideways) {
        zoom.set(pan(window, whole, event.deltaX / Math.max(1, current.clientWidth)));
        return;
      }
      const middle = timeOf(event.clientX) ?? (window.from + window.to) / 2;
      zoom.set(scale(window, whole, least, 1.0025 ** event.deltaY, middle));
    };
    current.addEventListener('wheel', wheel, { passive: false });
    return () => current.removeEventListener('wheel', wheel);
  }, [bar, zoom, timeOf]);
}

export type CountedStretch = Stretch & { readonly candles?: number };

interface ZoomStripProps {
  zoom: Zoom;
  /** With the number of candles, where the server has counted them. */
  spans: readonly CountedStretch[];
  interval: string;
  name: string;
  box: RefObject<HTMLDivElement | null>;
}

/** The coverage of a stretch. One drags over it to zoom in; keys do the same. */
export function ZoomStrip({ zoom, spans, interval, name, box }: ZoomStripProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const zone = useZone();
  const now = timeOfPage();
  const left = () => bar.current?.getBoundingClientRect().left ?? 0;
  const timeOf = (x: number) => (bar.current === null ? null : timeAt(x, edgesOf(bar.current), spans));
  useWheel(box, zoom, timeOf);

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = event.clientX - left();
    setDrag({ from: x, to: x });
  };
  const move = (event: PointerEvent) => {
    const x = event.clientX - left();
    setDrag((old) => (old === null ? null : { ...old, to: x }));
  };
  const up = (event: PointerEvent) => {
    if (drag === null) return;
    setDrag(null);
    const to = event.clientX - left();
    const begin = timeOf(Math.min(drag.from, to) + left());
    const end = timeOf(Math.max(drag.from, to) + left());
    if (Math.abs(to - drag.from) >= DRAG_PIXELS) {
      if (begin !== null && end !== null && end > begin) zoom.set({ from: begin, to: end });
      return;
    }
    const span = spans.find(
      (one) => begin !== null && Date.parse(one.from) <= begin && begin < Date.parse(one.to),
    );
    if (span && span.state !== 'covered')
      zoom.set(around({ from: Date.parse(span.from), to: Date.parse(span.to) }, zoom.whole, zoom.least));
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = zoomKey(event.key, zoom);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    zoom.set(next);
  };
  const tip = (span: CountedStretch) => {
    const from = Date.parse(span.from);
    const range = rangeText(from, lastOpen(Date.parse(span.to), interval), zone, now);
    const facts = { state: coverageName(span.state), range, zone: zoneName(zone, from) };
    return span.candles === undefined
      ? t(texts.stretchTip, facts)
      : t(texts.spanTip, { ...facts, count: span.candles });
  };
  const label = t(texts.zoomName, {
    name,
    from: formatTime(zoom.window.from, zone, now),
    to: formatTime(zoom.window.to, zone, now),
  });
  return (
    <div
      ref={box}
      className="zoom-strip"
      role="group"
      tabIndex={0}
      aria-label={label}
      aria-description={t(texts.zoomHelp)}
      onKeyDown={key}
      onPointerDown={down}
      onPointerMove={drag === null ? undefined : move}
      onPointerUp={up}
      onPointerCancel={() => setDrag(null)}
      onDoubleClick={() => zoom.set(zoom.whole)}
    >
      <div ref={bar} className="coverage tall" aria-hidden="true">
        {spans.map((span) => (
          <span
            key={span.from}
            className={span.state}
            data-tip={drag === null ? tip(span) : undefined}
            style={{ flexGrow: Math.max(1, Date.parse(span.to) - Date.parse(span.from)), flexBasis: 0 }}
          />
        ))}
      </div>
      {drag !== null && (
        <span
          className="brush"
          style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }}
        />
      )}
    </div>
  );
}
