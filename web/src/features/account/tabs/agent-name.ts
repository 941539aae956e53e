type Pattern = readonly [pattern: RegExp, name: string];

/** In this order: most browsers also name those that they are like. */
const BROWSERS: readonly Pattern[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome without a window'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bChromium\//, 'Chromium'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly Pattern[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const find = (agent: string, patterns: readonly Pattern[]): string | null =>
  patterns.find(([pattern]) => pattern.test(agent))?.[1] ?? null;

/** A User-Agent header in words: `Firefox on Linux`. A program that is no browser has its own name. */
export function agentName(agent: string | null): string | null {
  if (agent === null || agent.trim() === '') return null;
  const browser = find(agent, BROWSERS);
  const system = find(agent, SYSTEMS);
  if (browser !== null) return system === null ? browser : `${browser} on ${system}`;
  const program = /^[\w.-]+(\/[\w.]+)?/.exec(agent.trim())?.[0].replace('/', ' ');
  return program === undefined || program.startsWith('Mozilla') ? system : program;
}
