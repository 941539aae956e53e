import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { BrowserState, Width } from './browser';
import { launch, picture, requireAccessible, requireNoOverflow, signIn, visit, WIDTHS } from './browser';
import type { PageState } from './pages';
import { STATES } from './pages';
import { Server } from './server';

/** Every state of every page in both themes and three widths: nothing overflows, no error is reported, axe finds nothing. */
let server: Server;
let browser: Browser;
let signedIn: BrowserState;

const hour = 3_600_000;
const hoursAgo = (hours: number): string =>
  new Date(Math.floor(Date.now() / hour) * hour - hours * hour).toISOString();

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
  await server.backfill({
    symbols: ['BTCUSDT', 'SHIBUSDT'],
    interval: '1h',
    from: hoursAgo(720),
    follow: true,
  });
  await server.backfill({ symbol: 'LINKUSDT', interval: '1h', from: hoursAgo(240), to: hoursAgo(120) });
  await server.backfill({ symbol: 'LINKUSDT', interval: '1h', from: hoursAgo(100), follow: true });
  await server.send('POST', '/auth/register', {
    username: 'alice',
    password: 'correct horse battery',
    setup_code: server.setupCode,
  });
  signedIn = await signIn(browser, server.url, 'alice', 'correct horse battery');
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

async function check(name: string, state: PageState, width: Width): Promise<void> {
  const { context, watched } = await visit(browser, {
    width,
    ...(state.signedIn === true ? { state: signedIn } : {}),
  });
  const { page } = watched;
  if (state.allowed !== undefined) watched.allowed.push(state.allowed);
  await state.before?.(page);
  await page.goto(server.url + state.path);
  await page.getByRole('main').waitFor();
  if (state.waits !== true) {
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }
  await state.after?.(page);
  await picture(page, `${name} ${width} dark`);
  await requireNoOverflow(page);
  await requireAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('html[data-theme="light"]').waitFor();
  await picture(page, `${name} ${width} light`);
  await requireNoOverflow(page);
  // Only colours differ between the themes.
  await requireAccessible(page, 'color-contrast');
  watched.requireNone();
  await context.close();
}

describe.each(Object.entries(STATES))('%s', (name, state) => {
  test.concurrent.each(Object.keys(WIDTHS) as Width[])('%s', (width) => check(name, state, width));
});
