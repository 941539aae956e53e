import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect } from 'vitest';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The three widths of the design. */
export const WIDTHS = { phone: 390, tablet: 834, desktop: 1440 } as const;
export type Width = keyof typeof WIDTHS;
export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });

/** What must not happen on a page: messages of errors, violations of the policy, failed scripts. */
export class Watched {
  /** Errors of the console that a test expects, such as a request while the server is away. */
  readonly allowed: RegExp[] = [];
  private readonly problems: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.problems.push(String(error.stack)));
  }

  /** Fails when the page reported a problem that the test has not allowed. */
  requireNone(): void {
    expect(this.problems.filter((problem) => !this.allowed.some((one) => one.test(problem)))).toEqual([]);
  }
}

export interface Visit {
  readonly width?: Width;
  readonly theme?: Theme;
  readonly locale?: string;
  readonly zone?: string;
}

/** Opens a page in a browser profile of its own. */
export async function visit(
  browser: Browser,
  how: Visit = {},
): Promise<{ context: BrowserContext; watched: Watched }> {
  const width = WIDTHS[how.width ?? 'desktop'];
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    colorScheme: how.theme ?? 'dark',
    locale: how.locale ?? 'en-GB',
    timezoneId: how.zone ?? 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return { context, watched: new Watched(await context.newPage()) };
}

/** Fails when the page can be scrolled sideways. */
export async function requireNoOverflow(page: Page): Promise<void> {
  const width = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(width.page, `width of ${page.url()}`).toBeLessThanOrEqual(width.window);
}

/** Fails when axe finds something serious or critical. */
export async function requireAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).join(' | ')}`,
    );
  expect(found, page.url()).toEqual([]);
}
