import type { GapState } from './columns';

const patterns = new Map<string, CanvasPattern | null>();

function tile(size: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } | null {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  return context ? { canvas, context } : null;
}

function lines(context: CanvasRenderingContext2D, size: number, falling: boolean): void {
  context.beginPath();
  for (const shift of [-size, 0, size]) {
    context.moveTo(shift - 1, falling ? -1 : size + 1);
    context.lineTo(shift + size + 1, falling ? size + 1 : -1);
  }
  context.stroke();
}

function make(state: GapState, colour: string, ratio: number): CanvasPattern | null {
  if (state === 'unavailable') return null;
  const size = Math.round((state === 'confirmed_empty' ? 6 : 10) * ratio);
  const made = tile(size);
  if (!made) return null;
  const { canvas, context } = made;
  if (state === 'confirmed_empty') {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(size / 4, size / 4, 0.85 * ratio, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.globalAlpha = 0.6;
    context.strokeStyle = colour;
    context.lineWidth = 1.5 * ratio;
    lines(context, size, false);
    if (state === 'failed') lines(context, size, true);
  }
  return context.createPattern(canvas, 'repeat');
}

/** Missing is hatched, failed is crossed, confirmed empty is dotted; what the venue does not have has edges only. */
export function patternOf(state: GapState, colour: string, ratio: number): CanvasPattern | null {
  const key = `${state} ${colour} ${ratio}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const made = make(state, colour, ratio);
  patterns.set(key, made);
  return made;
}
