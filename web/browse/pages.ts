import type { Page } from 'playwright-core';

/** One state of a page: its address and what leads to it. */
export interface PageState {
  readonly path: string;
  /** Signed in as the administrator. */
  readonly signedIn?: true;
  /** Errors of the console that belong to the state. */
  readonly allowed?: RegExp;
  /** Before the page is loaded. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** After it was loaded. */
  readonly after?: (page: Page) => Promise<unknown>;
  /** The state itself is one of waiting. */
  readonly waits?: true;
}

const MARKETS = '/app/markets';
const CHART = '/app/chart?market=BTCUSDT@simulated&interval=1h';
const GAPS = '/app/chart?market=LINKUSDT@simulated&interval=1h';
const SERVER_ERROR = /status of 500/;

const failing =
  (path: string) =>
  (page: Page): Promise<unknown> =>
    page.route(path, (route) =>
      route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"INTERNAL_ERROR"}' }),
    );

const hanging =
  (path: string) =>
  (page: Page): Promise<unknown> =>
    page.route(path, () => undefined);

const preferring =
  (preferences: Readonly<Record<string, unknown>>) =>
  (page: Page): Promise<unknown> =>
    page.addInitScript(
      (text) => localStorage.setItem('candlewick.preferences', text),
      JSON.stringify(preferences),
    );

const pressing =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };

const clicking =
  (name: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };

/** The pages and their states. */
export const STATES: Readonly<Record<string, PageState>> = {
  markets: { path: MARKETS },
  'markets signed in': { path: MARKETS, signedIn: true },
  'markets by an alias': { path: `${MARKETS}?q=xbt` },
  'markets found nothing': { path: `${MARKETS}?q=dodge` },
  'markets watched none': { path: `${MARKETS}?scope=watched` },
  'markets loading': { path: MARKETS, before: hanging('**/api/v1/markets*'), waits: true },
  'markets failed': { path: MARKETS, before: failing('**/api/v1/markets*'), allowed: SERVER_ERROR },
  'markets blue and orange, compact': {
    path: MARKETS,
    before: preferring({ palette: 'blue-orange', density: 'compact' }),
  },
  'markets add': { path: MARKETS, signedIn: true, after: clicking(/^Add/) },
  palette: { path: MARKETS, after: pressing('Control+k') },
  keys: { path: MARKETS, after: pressing('?') },
  'a chart': { path: CHART },
  'a chart with gaps': { path: `${GAPS}&indicator=sma20&indicator=ema50`, signedIn: true },
  'a chart blue and orange': { path: CHART, before: preferring({ palette: 'blue-orange' }) },
  'a chart without candles': {
    path: '/app/chart?market=BTCUSDT@simulated&interval=4h',
    // The answer of a series that is not kept, which the page says in its own words.
    allowed: /404 .*\/frame\?/,
  },
  'a chart failed': { path: CHART, before: failing('**/frame?*'), allowed: SERVER_ERROR },
  'a chart loading': { path: CHART, before: hanging('**/frame?*'), waits: true },
  'no chart': { path: '/app/chart' },
  'not a market': { path: '/app/chart?market=nothing' },
  data: { path: '/app/data' },
  'data of a series with gaps': {
    path: '/app/data?market=LINKUSDT@simulated&interval=1h',
    signedIn: true,
  },
  'data filtered to nothing': { path: '/app/data?q=nothing' },
  'data failed': { path: '/app/data', before: failing('**/api/v1/series?*'), allowed: SERVER_ERROR },
  'data loading': { path: '/app/data', before: hanging('**/api/v1/series?*'), waits: true },
  'a new backfill': { path: '/app/data?open=backfill', signedIn: true },
  'account signed out': { path: '/app/account' },
  profile: { path: '/app/account', signedIn: true },
  appearance: { path: '/app/account?tab=appearance', signedIn: true },
  sessions: { path: '/app/account?tab=sessions', signedIn: true },
  tokens: { path: '/app/account?tab=tokens', signedIn: true },
  'a new token': { path: '/app/account?tab=tokens', signedIn: true, after: clicking('New token') },
  activity: { path: '/app/account?tab=activity', signedIn: true },
  about: { path: '/app/account?tab=about', signedIn: true },
  'sign-in': { path: '/app/sign-in' },
  'sign-in refused': {
    path: '/app/sign-in',
    allowed: /status of 401/,
    after: async (page) => {
      await page.getByLabel('Username').fill('alice');
      await page.getByLabel('Password', { exact: true }).fill('wrong horse battery');
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Username or password is wrong.').waitFor();
    },
  },
  'sign-up': { path: '/app/sign-up' },
  'sign-up refused': {
    path: '/app/sign-up',
    after: async (page) => {
      await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  welcome: { path: '/app/welcome', signedIn: true },
  'not found': { path: '/app/nothing-here' },
};
