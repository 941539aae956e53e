import type { ChartGap } from './columns';
import type { PlacedGap } from './gap-hatching';

/** What stands at a gap. */
export interface GapWords {
  readonly title: string;
  readonly detail: string;
  /** What a press does, in full; without it the label is no button. */
  readonly action: string | null;
  readonly tip: string;
}

interface Label {
  readonly element: HTMLElement;
  readonly width: number;
}

const MOST = 12;
const SPACE = 4;
const USUAL_WIDTH = 72;

const keyOf = (gap: ChartGap): string => `${gap.from} ${gap.state}`;

/** Labels at gaps: real buttons over the canvas, moved with it. Where two would overlap, what can be fetched wins. */
export class GapLabels {
  private readonly box: HTMLElement;
  private readonly describe: (gap: ChartGap) => GapWords;
  private readonly press: (gap: ChartGap) => void;
  private readonly labels = new Map<string, Label>();

  constructor(box: HTMLElement, describe: (gap: ChartGap) => GapWords, press: (gap: ChartGap) => void) {
    this.box = box;
    this.describe = describe;
    this.press = press;
  }

  /** Writes all labels anew, for other words. */
  clear(): void {
    for (const { element } of this.labels.values()) element.remove();
    this.labels.clear();
  }

  /** Puts labels at the gaps of a plot of so many pixels. */
  place(gaps: readonly PlacedGap[], plotWidth: number): void {
    const taken: (readonly [number, number])[] = [];
    const shown = new Set<string>();
    const rank = ({ gap }: PlacedGap) => (gap.state === 'missing' || gap.state === 'failed' ? 0 : 1);
    for (const placed of [...gaps].sort((a, b) => rank(a) - rank(b))) {
      if (shown.size >= MOST) break;
      const left = Math.max(0, placed.left);
      const right = Math.min(plotWidth, placed.right);
      if (right < left) continue;
      const width = this.labels.get(keyOf(placed.gap))?.width ?? USUAL_WIDTH;
      const at = Math.min(Math.max((left + right - width) / 2, SPACE), plotWidth - width - SPACE);
      if (taken.some(([from, to]) => at < to + SPACE && at + width + SPACE > from)) continue;
      const label = this.labelOf(placed.gap);
      taken.push([at, at + label.width]);
      shown.add(keyOf(placed.gap));
      label.element.style.transform = `translateX(${Math.round(at)}px)`;
      label.element.hidden = false;
    }
    for (const [key, { element }] of this.labels) if (!shown.has(key)) element.hidden = true;
  }

  private labelOf(gap: ChartGap): Label {
    const key = keyOf(gap);
    const known = this.labels.get(key);
    if (known) return known;
    const words = this.describe(gap);
    const element = document.createElement(words.action === null ? 'span' : 'button');
    element.className = words.action === null ? 'gap-label' : 'gap-label possible';
    element.dataset['tip'] = words.tip;
    const title = document.createElement('b');
    title.textContent = words.title;
    const detail = document.createElement('small');
    detail.textContent = words.detail;
    element.append(title, detail);
    if (words.action !== null) {
      element.setAttribute('type', 'button');
      element.setAttribute('aria-label', words.action);
      element.addEventListener('click', () => this.press(gap));
    }
    this.box.append(element);
    const label = { element, width: element.offsetWidth };
    this.labels.set(key, label);
    return label;
  }
}
