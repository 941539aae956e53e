import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, signIn, visit } from './browser';
import { Server, until } from './server';

/** Pages over a running server: prices move, gaps are fetched, and an interruption loses nothing. */
let server: Server;
let browser: Browser;
const hour = 3_600_000;
const hoursAgo = (hours: number): string =>
  new Date(Math.floor(Date.now() / hour) * hour - hours * hour).toISOString();

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
  await server.backfill({ symbol: 'BTCUSDT', interval: '1m', from: hoursAgo(30), follow: true });
  await server.backfill({ symbol: 'LINKUSDT', interval: '1h', from: hoursAgo(72), to: hoursAgo(32) });
  await server.backfill({ symbol: 'LINKUSDT', interval: '1h', from: hoursAgo(24), follow: true });
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  await until('the server', async () => (await fetch(`${server.url}/health/ready`)).ok);
});

test('a price moves without a reload', async () => {
  const { context, watched } = await visit(browser);
  const { page } = watched;
  await page.goto(`${server.url}/app/markets?market=BTCUSDT@simulated`);
  const price = page.getByRole('row').filter({ hasText: 'BTC/USDT' }).getByRole('cell').nth(2);
  await price.waitFor();
  const first = await price.innerText();
  await expect.poll(() => price.innerText(), { timeout: 30_000 }).not.toBe(first);
  watched.requireNone();
  await context.close();
});

test('a gap is shown as a gap and fetched', async () => {
  const { context, watched } = await visit(browser);
  const { page } = watched;
  await page.goto(`${server.url}/app/data`);
  const row = page.getByRole('row').filter({ hasText: 'LINK/USDT' });
  await row.waitFor();
  expect(await row.innerText()).toContain('8');
  await row.click();
  await page.getByRole('button', { name: /Fetch/ }).first().click();
  await expect
    .poll(
      async () => {
        const answer = (await server.send('GET', '/api/v1/series?symbol=LINKUSDT')) as {
          series: { missing: number }[];
        };
        return answer.series[0]?.missing;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
  await page.getByText('No gaps in this stretch.').waitFor();
  watched.requireNone();
  await context.close();
});

test('a page survives that the server is killed and started again', async () => {
  const { context, watched } = await visit(browser);
  watched.allowed.push(
    /ERR_CONNECTION_REFUSED|WebSocket connection|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|503/,
  );
  const { page } = watched;
  await page.goto(`${server.url}/app/markets?market=BTCUSDT@simulated`);
  const price = page.getByRole('row').filter({ hasText: 'BTC/USDT' }).getByRole('cell').nth(2);
  await price.waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await server.kill();
  await page
    .getByRole('alert')
    .or(page.getByText(/Offline since/))
    .first()
    .waitFor();
  const last = await price.innerText();
  expect(last).toMatch(/\d/);
  await server.start();
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
  await expect.poll(() => price.innerText(), { timeout: 30_000 }).not.toBe(last);
  // The minutes of the interruption are in the store, so that no chart has a gap there.
  await expect
    .poll(
      async () => {
        const answer = (await server.send('GET', '/api/v1/series?symbol=BTCUSDT')) as {
          series: { missing: number }[];
        };
        return answer.series[0]?.missing;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
  watched.requireNone();
  await context.close();
});

test('a form outlives the session it was opened with', async () => {
  await server.send('POST', '/auth/register', { username: 'bob', password: 'correct horse battery' });
  const state = await signIn(browser, server.url, 'bob', 'correct horse battery');
  const { context, watched } = await visit(browser, { state });
  watched.allowed.push(/401/);
  const { page } = watched;
  await page.goto(`${server.url}/app/account?tab=tokens`);
  await page.getByRole('button', { name: 'New token' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('backup script');
  await context.clearCookies();
  await context.addCookies([
    { name: 'cw_session', value: 'ended', url: server.url, httpOnly: true, sameSite: 'Strict' },
  ]);
  await page.getByRole('button', { name: 'Create token' }).click();
  const again = page.getByRole('dialog').filter({ hasText: 'session' }).last();
  await again.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Copy “backup script” now').waitFor();
  watched.requireNone();
  await context.close();
});
