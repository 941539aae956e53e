import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { pagesPath } from '@/api/base';
import { marketsQuery } from '@/api/markets';
import { sessionQuery } from '@/api/session';
import { parseAccountSearch, parseSignInSearch } from '@/features/account/search';
import { parseChartSearch } from '@/features/chart/search';
import { parseDataSearch } from '@/features/data/search';
import { parseMarketsSearch } from '@/features/markets/search';
import type { Text } from '@/lib/text';
import { CrashPage, NotFoundPage } from './error-pages';
import { parseSearch, stringifySearch } from './search-params';
import { Shell } from './shell';
import { texts } from './texts';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    title?: Text;
    /** Without navigation: sign-in and first run. */
    gate?: boolean;
  }
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFoundPage,
});

/** The first page: the welcome of an installation that is new, else Markets. */
const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.query({ ...sessionQuery, staleTime: 'static' }).catch(() => null);
    const isNew = session?.setup.needs_administrator === true && session.setup.empty;
    // The router's redirects are thrown values, not errors.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: isNew ? '/welcome' : '/markets', replace: true });
  },
});

const markets = createRoute({
  getParentRoute: () => root,
  path: '/markets',
  validateSearch: parseMarketsSearch,
  staticData: { title: texts.markets },
  // Begins while the code of the page loads; the page itself shows what fails.
  loader: ({ context }) => void context.queries.query(marketsQuery('all')).catch(() => undefined),
  component: lazyRouteComponent(() => import('@/features/markets/page'), 'MarketsPage'),
});

const chart = createRoute({
  getParentRoute: () => root,
  path: '/chart',
  validateSearch: parseChartSearch,
  staticData: { title: texts.chart },
  component: lazyRouteComponent(() => import('@/features/chart/page'), 'ChartPage'),
});

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  validateSearch: parseDataSearch,
  staticData: { title: texts.data },
  component: lazyRouteComponent(() => import('@/features/data/page'), 'DataPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  validateSearch: parseAccountSearch,
  staticData: { title: texts.account },
  component: lazyRouteComponent(() => import('@/features/account/page'), 'AccountPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: parseSignInSearch,
  staticData: { title: texts.signIn, gate: true },
  component: lazyRouteComponent(() => import('@/features/account/sign-in'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: parseSignInSearch,
  staticData: { title: texts.signUp, gate: true },
  component: lazyRouteComponent(() => import('@/features/account/sign-up'), 'SignUpPage'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  staticData: { title: texts.welcome, gate: true },
  component: lazyRouteComponent(() => import('@/features/account/welcome'), 'WelcomePage'),
});

/** Every component in every state; only while developing. */
const kit = () =>
  createRoute({
    getParentRoute: () => root,
    path: '/kit',
    component: lazyRouteComponent(() => import('./kit'), 'KitPage'),
  });

const pages = [index, markets, chart, data, account, signIn, signUp, welcome] as const;

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren(import.meta.env.DEV ? [...pages, kit()] : [...pages]),
    basepath: pagesPath,
    context: { queries },
    parseSearch,
    stringifySearch,
    // Inside the shell, so that the other pages stay in reach.
    defaultErrorComponent: CrashPage,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
