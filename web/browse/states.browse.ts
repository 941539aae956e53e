import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Theme, Width } from './browser';
import { launch, requireAccessible, requireNoOverflow, THEMES, visit, WIDTHS } from './browser';
import { Server } from './server';

/** Every page in both themes and three widths: nothing overflows, no error is reported, and axe finds nothing. */
let server: Server;
let browser: Browser;
const days = (count: number): string => new Date(Date.now() - count * 86_400_000).toISOString().slice(0, 10);

const PAGES = {
  markets: '/app/markets',
  'a chart': '/app/chart?market=BTCUSDT@simulated&interval=1h',
  'a chart without candles': '/app/chart?market=BTCUSDT@simulated&interval=4h',
  'no chart': '/app/chart',
  data: '/app/data',
  account: '/app/account',
  'sign-in': '/app/sign-in',
  'sign-up': '/app/sign-up',
  welcome: '/app/welcome',
  'not found': '/app/nothing-here',
} as const;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
  await server.backfill({ symbols: ['BTCUSDT', 'SHIBUSDT'], interval: '1h', from: days(30), follow: true });
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function check(path: string, theme: Theme, width: Width): Promise<void> {
  const { context, watched } = await visit(browser, { theme, width });
  const { page } = watched;
  await page.goto(server.url + path);
  await page.getByRole('main').waitFor();
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await requireNoOverflow(page);
  await requireAccessible(page);
  watched.requireNone();
  await context.close();
}

describe.each(Object.entries(PAGES))('%s', (_, path) => {
  describe.each(THEMES)('%s', (theme) => {
    test.each(Object.keys(WIDTHS) as Width[])('%s', (width) => check(path, theme, width));
  });
});
