import * as RadixTabs from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';

/**
 * Tabs whose choice is in the URL: links of the router as children, which mark the current one.
 *
 *     <TabNav label="Account"><Link to="/account" search={{ tab: 'tokens' }}>Tokens</Link></TabNav>
 */
export function TabNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className="tabs scroll-x" aria-label={label}>
      {children}
    </nav>
  );
}

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Tabs inside a pane or dialog, whose choice is not in the URL. Arrow keys move between them. */
export function Tabs({ label, tabs, initial }: { label: string; tabs: readonly Tab[]; initial?: string }) {
  const first = initial ?? tabs[0]?.id;
  return (
    <RadixTabs.Root {...(first === undefined ? {} : { defaultValue: first })}>
      <RadixTabs.List className="tabs scroll-x" aria-label={label}>
        {tabs.map((tab) => (
          <RadixTabs.Trigger key={tab.id} value={tab.id}>
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.id} value={tab.id}>
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
