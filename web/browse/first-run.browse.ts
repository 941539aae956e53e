import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, requireAccessible, visit } from './browser';
import { Server } from './server';

/** A new installation, from the first page to the first chart, and one by the keyboard alone. */
let server: Server;
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  server = await Server.start();
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

test('the first page leads to an administrator, a backfill with progress and a chart', async () => {
  const { context, watched } = await visit(browser);
  const { page } = watched;
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'This Candlewick is new' }).waitFor();
  await requireAccessible(page);

  await page.getByLabel('One-time code').fill(server.setupCode);
  await page.getByLabel('Username').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByText('You are signed in as alice').waitFor();

  await page.getByRole('button', { name: 'Start the simulated market' }).click();
  await page.getByRole('progressbar').first().waitFor();
  const chart = page.getByRole('link', { name: 'Open chart' }).first();
  await chart.click({ timeout: 60_000 });
  await page.getByRole('application').or(page.locator('canvas').first()).first().waitFor();
  await page.getByText('27').first().waitFor({ state: 'attached' });
  expect(page.url()).toContain('market=BTCUSDT@simulated');
  await expect.poll(() => page.locator('canvas').count()).toBeGreaterThan(0);
  await requireAccessible(page);

  const session = (await server.send('GET', '/api/v1/session')) as {
    setup: { needs_administrator: boolean };
  };
  expect(session.setup.needs_administrator).toBe(false);
  const storage = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(storage).not.toContain('correct horse');
  const cookies = await context.cookies();
  for (const { value, httpOnly, sameSite } of cookies) {
    expect(storage).not.toContain(value);
    expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Strict' });
  }
  expect(cookies).toHaveLength(1);
  watched.requireNone();
  await context.close();
});

test('the keyboard alone reaches the pages, the palette and a chart', async () => {
  const { context, watched } = await visit(browser);
  const { page } = watched;
  await page.goto(`${server.url}/app/markets`);
  await page.getByRole('table').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: 'Data', exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox').last();
  await palette.waitFor();
  await page.keyboard.type('eth');
  await page.getByRole('option').filter({ hasText: 'ETH' }).first().waitFor();
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await page.getByRole('heading', { name: 'Markets', exact: true }).waitFor();
  await page.locator('tr[data-row]').first().waitFor();
  await page.keyboard.press('j');
  await expect.poll(() => page.locator('tr[data-row]:focus').count()).toBe(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('/app/chart');
  watched.requireNone();
  await context.close();
});
