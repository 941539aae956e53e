import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useReach } from '@/api/live';
import { t } from '@/lib/text';
import { ToastLayer } from '@/ui/toast';
import { TipLayer } from '@/ui/tip';
import { useAccountPreferences } from './account-preferences';
import { Banners } from './banners';
import { BottomBar } from './bottom-bar';
import { Clock, ConnectionLine, VenueLines } from './connection-status';
import { useOverlay } from './overlays';
import { useSessionRenewal } from './session-renewal';
import { useShellShortcuts } from './shell-shortcuts';
import { texts } from './texts';
import { TopBar } from './top-bar';

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import('./keys-dialog').then((module) => ({ default: module.KeysDialog })));
const SessionDialog = lazy(() =>
  import('./session-dialog').then((module) => ({ default: module.SessionDialog })),
);
const MoreDialog = lazy(() => import('./more-dialog').then((module) => ({ default: module.MoreDialog })));

function StatusBar() {
  return (
    <footer className="status">
      <ConnectionLine />
      <VenueLines />
      <span className="spring" />
      <Clock />
    </footer>
  );
}

function ShellOverlays() {
  const overlay = useOverlay();
  switch (overlay) {
    case 'palette':
      return <Palette />;
    case 'keys':
      return <KeysDialog />;
    case 'more':
      return <MoreDialog />;
    case null:
      return null;
  }
}

/** Titles the window after the page, and moves the focus to a page that was opened from another. */
function usePageChange(title: string): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

/** What is around every page. */
export function Shell() {
  const { title, gate = false } = useMatches().at(-1)?.staticData ?? {};
  const main = usePageChange(title ? t(texts.title, { page: t(title) }) : 'Candlewick');
  const offline = useReach().state === 'offline';
  useShellShortcuts();
  useAccountPreferences();
  const asked = useSessionRenewal();
  return (
    <div className={gate ? 'app gated' : 'app'}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault(); // the base of the page would turn the link into another page
          main.current?.focus();
        }}
      >
        {t(texts.skip)}
      </a>
      <TopBar gate={gate} />
      <Banners />
      <main id="main" ref={main} tabIndex={-1} data-offline={offline ? '' : undefined}>
        <Outlet />
      </main>
      {!gate && <StatusBar />}
      {!gate && <BottomBar />}
      <Suspense>
        <ShellOverlays />
        {asked && <SessionDialog {...asked} />}
      </Suspense>
      <ToastLayer />
      <TipLayer />
    </div>
  );
}
