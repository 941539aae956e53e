import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useSession } from '@/api/session';
import { flipTheme } from '@/lib/preferences';
import { t } from '@/lib/text';
import { buttonClass, IconButton } from '@/ui/button';
import { Icon, Logo } from '@/ui/icon';
import { COMMAND_KEY, openOverlay } from './overlays';
import { PAGES } from './pages';
import { texts } from './texts';

const AccountMenu = lazy(() => import('./account-menu').then((module) => ({ default: module.AccountMenu })));

/** The account's menu, or the way to sign in. The menu's code comes after the page. */
function Account() {
  const session = useSession();
  if (session === undefined) return null;
  if (session.workspace === null)
    return (
      <Link to="/sign-in" className={buttonClass({ kind: 'primary', small: true, className: 'ml-1' })}>
        {t(texts.signIn)}
      </Link>
    );
  const label = t(texts.accountOf, { name: session.account?.username ?? t(texts.sharedWorkspace) });
  return (
    <span className="max-tab:hidden">
      <Suspense fallback={<IconButton icon="account" label={label} />}>
        <AccountMenu session={session} label={label} />
      </Suspense>
    </span>
  );
}

function SearchButton() {
  const key = `${COMMAND_KEY} K`;
  return (
    <button
      type="button"
      className="omni"
      aria-label={t(texts.searchOrDoKey, { key })}
      onClick={() => openOverlay('palette')}
    >
      <Icon name="search" />
      <span>{t(texts.searchOrDo)}</span>
      <kbd>{key}</kbd>
    </button>
  );
}

/** Where one is, search, theme and account. A gate has the logo and the theme only. */
export function TopBar({ gate }: { gate: boolean }) {
  return (
    <header className="top">
      <Link to="/markets" className="logo">
        <Logo />
        Candlewick
      </Link>
      {!gate && (
        <nav className="nav" aria-label={t(texts.pages)}>
          {PAGES.map((page) => (
            <Link key={page.to} to={page.to} activeOptions={{ includeSearch: false }}>
              {t(page.name)}
            </Link>
          ))}
        </nav>
      )}
      <span className="spring" />
      {!gate && <SearchButton />}
      <IconButton
        icon="theme"
        label={t(texts.flipTheme)}
        onClick={flipTheme}
        className={gate ? '' : 'max-tab:hidden'}
      />
      {!gate && <Account />}
    </header>
  );
}
