import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { useEffect } from 'react';
import { useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import type { PlotController } from './plot-controller';
import { texts } from './texts';

const STEP = 0.1;
const LONG_STEP = 0.8;
const ZOOM = 1.25;

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Moves by the arrow keys; whether the key was one of them. */
function pan(controller: PlotController, event: Key): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const step = event.shiftKey ? LONG_STEP : STEP;
  if (event.key === 'ArrowLeft') controller.panBy(-step);
  else if (event.key === 'ArrowRight') controller.panBy(step);
  else return false;
  return true;
}

/**
 * The keys of the plot. Plus and minus are keys of the page; arrows too while nothing else has the focus. On the
 * plot itself all of them work, whether or not single keys are turned off.
 */
export function usePlotKeys(controller: PlotController, firstOpen: string | null) {
  const zoomIn = () => controller.zoomBy(ZOOM);
  const zoomOut = () => controller.zoomBy(1 / ZOOM);
  useShortcut('+', t(texts.keyZoomIn), zoomIn);
  useShortcut('-', t(texts.keyZoomOut), zoomOut);

  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const { target } = event;
      const free = target === document.body || (target instanceof HTMLElement && target.id === 'main');
      if (free && !event.defaultPrevented && pan(controller, event)) event.preventDefault();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [controller]);

  return (event: ReactKeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      Home: () => controller.toOldest(firstOpen === null ? 0 : Date.parse(firstOpen) / 1000),
      End: () => controller.toNewest(),
      '+': zoomIn,
      '=': zoomIn,
      '-': zoomOut,
    }[event.key];
    if (act) act();
    else if (!pan(controller, event)) return;
    event.preventDefault();
  };
}
