import type { Text } from '@/lib/text';
import type { IconName } from '@/ui/icon';
import { texts } from './texts';

export interface Page {
  readonly to: '/markets' | '/chart' | '/data' | '/account';
  readonly name: Text;
  readonly icon: IconName;
  /** After G. */
  readonly key: string;
}

/** The pages of the navigation, in its order. */
export const PAGES: readonly Page[] = [
  { to: '/markets', name: texts.markets, icon: 'markets', key: 'm' },
  { to: '/chart', name: texts.chart, icon: 'chart', key: 'c' },
  { to: '/data', name: texts.data, icon: 'data', key: 'd' },
];

export const ACCOUNT_PAGE: Page = { to: '/account', name: texts.account, icon: 'account', key: 'a' };
