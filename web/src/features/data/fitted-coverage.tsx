import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { CoverageBar } from '@/ui/coverage-bar';
import { fitSpans } from './spans';
import type { Stretch } from './spans';

/** The width of an element in whole pixels, renewed when it changes; 0 before it is shown. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const measure = () => setWidth(Math.round(current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** A coverage bar with no more stretches than it has room for. */
export function FittedCoverage({ spans, label }: { spans: readonly Stretch[]; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const fitted = useMemo(() => fitSpans(spans, width), [spans, width]);
  return (
    <div ref={box} className="fitted">
      <CoverageBar spans={fitted} label={label} />
    </div>
  );
}
