interface PanTarget {
  /** Whether a point is on the plot, not on an axis. */
  readonly covers: (x: number, y: number) => boolean;
  /** Moves the content by so many pixels. */
  readonly pan: (pixels: number) => void;
}

const LEAST_PIXELS = 4;
/** A finger that rests so long moves the crosshair, which the library does. */
const REST_MILLIS = 240;
const SLOWEST = 0.03; // pixels per millisecond
const KEPT_PER_MILLI = 0.9965;

interface Drag {
  readonly id: number;
  readonly startX: number;
  readonly startAt: number;
  x: number;
  at: number;
  speed: number;
  moving: boolean;
}

/**
 * Pans by dragging, until the returned function is called. The library's own dragging keeps the place where it
 * began relative to the newest bar that it holds; it would jump when bars are loaded meanwhile.
 */
export function panByDragging(element: HTMLElement, target: PanTarget): () => void {
  let drag: Drag | null = null;
  let pointers = 0;
  let frame = 0;

  const glide = (speed: number): void => {
    let last = performance.now();
    let now = speed;
    const step = (time: number): void => {
      const millis = Math.max(0, time - last);
      last = time;
      target.pan(now * millis);
      now *= KEPT_PER_MILLI ** millis;
      frame = Math.abs(now) > SLOWEST ? requestAnimationFrame(step) : 0;
    };
    frame = requestAnimationFrame(step);
  };

  const down = (event: PointerEvent): void => {
    cancelAnimationFrame(frame);
    pointers++;
    const { left, top } = element.getBoundingClientRect();
    const inside = target.covers(event.clientX - left, event.clientY - top);
    if (pointers > 1 || event.button !== 0 || !inside) {
      drag = null;
      return;
    }
    const { pointerId: id, clientX: x, timeStamp: at } = event;
    drag = { id, startX: x, startAt: at, x, at, speed: 0, moving: false };
  };

  const move = (event: PointerEvent): void => {
    if (drag?.id !== event.pointerId) return;
    if (!drag.moving) {
      if (event.pointerType === 'touch' && event.timeStamp - drag.startAt > REST_MILLIS) {
        drag = null;
        return;
      }
      if (Math.abs(event.clientX - drag.startX) < LEAST_PIXELS) return;
      drag.moving = true;
      element.setPointerCapture(event.pointerId);
      element.dataset['panning'] = '';
    }
    const pixels = event.clientX - drag.x;
    const millis = Math.max(1, event.timeStamp - drag.at);
    drag.speed = 0.7 * (pixels / millis) + 0.3 * drag.speed;
    drag.x = event.clientX;
    drag.at = event.timeStamp;
    target.pan(pixels);
  };

  const up = (event: PointerEvent): void => {
    pointers = Math.max(0, pointers - 1);
    if (drag?.id !== event.pointerId) return;
    const { moving, speed, at } = drag;
    drag = null;
    delete element.dataset['panning'];
    const flung = event.type === 'pointerup' && event.pointerType === 'touch' && event.timeStamp - at < 60;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (moving && flung && !still) glide(speed);
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  addEventListener('pointerup', up);
  addEventListener('pointercancel', up);
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    removeEventListener('pointerup', up);
    removeEventListener('pointercancel', up);
  };
}
