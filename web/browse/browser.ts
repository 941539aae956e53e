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

/** Cookies and storage of a browser. */
export type BrowserState = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Visit {
  readonly width?: Width;
  readonly theme?: 'dark' | 'light';
  readonly locale?: string;
  readonly zone?: string;
  /** Cookies and storage to begin with. */
  readonly state?: BrowserState;
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
    ...(how.state === undefined ? {} : { storageState: how.state }),
  });
  context.setDefaultTimeout(20_000);
  return { context, watched: new Watched(await context.newPage()) };
}

/** Signs in by the form and returns the cookies and storage of that browser. */
export async function signIn(
  browser: Browser,
  url: string,
  username: string,
  password: string,
): Promise<BrowserState> {
  const { context, watched } = await visit(browser);
  const { page } = watched;
  await page.goto(`${url}/app/sign-in`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** The directory for pictures of the states; without it none are taken. */
const PICTURES = process.env['PICTURES'];

/** Keeps a picture of what is shown, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await page.screenshot({ path: `${PICTURES}/${name.replaceAll(/\W+/g, '-')}.png` });
}

/** Fails when the page can be scrolled sideways. */
export async function requireNoOverflow(page: Page): Promise<void> {
  const width = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(width.page, `width of ${page.url()}`).toBeLessThanOrEqual(width.window);
}

/** Fails when axe finds something serious or critical, by all its rules of WCAG 2.2 AA or by some of them. */
export async function requireAccessible(page: Page, ...rules: string[]): Promise<void> {
  const axe = new AxeBuilder({ page });
  const chosen =
    rules.length > 0 ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await chosen.analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).join(' | ')}`,
    );
  expect(found, page.url()).toEqual([]);
}
