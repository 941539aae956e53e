/** The colours of a chart, from the tokens of the theme that is shown. */
export interface ChartColours {
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly candleUp: string;
  readonly candleDown: string;
  readonly upFill: string;
  readonly downFill: string;
  readonly onUp: string;
  readonly onDown: string;
  readonly volumeUp: string;
  readonly volumeDown: string;
  readonly covered: string;
  readonly empty: string;
  readonly missing: string;
  readonly failed: string;
  readonly indicators: readonly [string, string, string];
  /** The font of the axes. */
  readonly font: string;
}

/** The colours as they are now; read anew after each change of the theme or palette. */
export function readColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    surface: token('--surface'),
    raised: token('--raised'),
    line: token('--line'),
    lineStrong: token('--line-2'),
    text: token('--text'),
    text2: token('--text-2'),
    text3: token('--text-3'),
    candleUp: token('--candle-up'),
    candleDown: token('--candle-down'),
    upFill: token('--up-fill'),
    downFill: token('--down-fill'),
    onUp: token('--on-up'),
    onDown: token('--on-down'),
    volumeUp: token('--vol-up'),
    volumeDown: token('--vol-down'),
    covered: token('--cov-ok'),
    empty: token('--cov-empty'),
    missing: token('--cov-missing'),
    failed: token('--cov-failed'),
    indicators: [token('--ind-1'), token('--ind-2'), token('--ind-3')],
    font: style.fontFamily,
  };
}

/** Calls after each change of theme or palette, until the returned function is called. */
export function followColours(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-palette'] });
  return () => observer.disconnect();
}
