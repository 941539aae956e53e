import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiToken } from '@/api/account';
import { sessionQuery, useSignOut } from '@/api/session';
import type { Session } from '@/api/session';
import type { Text } from '@/lib/text';
import { t } from '@/lib/text';
import { ErrorPane, LoadingLines, Pane } from '@/ui/pane';
import { About } from './tabs/about';
import { Activity } from './tabs/activity';
import { Appearance } from './tabs/appearance';
import { NeedsAccount } from './needs-account';
import { problemOf } from './problem';
import { Profile } from './tabs/profile';
import type { AccountTab } from './search';
import { Sessions } from './tabs/sessions';
import { texts } from './texts';
import { Tokens } from './tabs/tokens';
import './account.css';

const route = getRouteApi('/account');

const TABS: readonly (readonly [tab: AccountTab, title: Text])[] = [
  ['profile', texts.profile],
  ['appearance', texts.appearance],
  ['sessions', texts.sessions],
  ['tokens', texts.tokens],
  ['activity', texts.activity],
  ['about', texts.about],
];

function whoIs(session: Session | undefined): string {
  if (session === undefined) return '';
  return (
    session.account?.username ?? t(session.workspace === null ? texts.notSignedIn : texts.sharedWorkspace)
  );
}

/** The parts of the page; on a phone they scroll sideways, and the current one is in sight. */
function AccountNav({ session, tab }: { session: Session | undefined; tab: AccountTab }) {
  const nav = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const signOut = useSignOut();
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (current && nav.current)
      nav.current.scrollLeft = current.offsetLeft - nav.current.clientWidth / 2 + 40;
  }, [tab]);
  const leave = () => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) });
  return (
    <nav ref={nav} className="pane account-nav" aria-label={t(texts.account)}>
      <small className="truncate">{whoIs(session)}</small>
      {TABS.map(([name, title]) => (
        <Link
          key={name}
          to="/account"
          search={{ tab: name }}
          aria-current={name === tab ? 'page' : undefined}
          activeProps={{}}
        >
          {t(title)}
        </Link>
      ))}
      <hr />
      {session !== undefined && session.account !== null && (
        <button type="button" onClick={leave}>
          {t(texts.signOut)}
        </button>
      )}
      {session?.account === null && <Link to="/sign-in">{t(texts.signIn)}</Link>}
    </nav>
  );
}

/** A part that belongs to an account, or what signing in would give. */
function OwnPart({ tab, children }: { tab: AccountTab; children: ReactNode }) {
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery);
  const title = t(TABS.find(([name]) => name === tab)?.[1] ?? texts.account);
  const failure = problemOf(error);
  if (session !== undefined)
    return session.account === null ? (
      <NeedsAccount title={title} shared={session.workspace === 'public'} />
    ) : (
      children
    );
  if (failure === null) return <LoadingLines />;
  return (
    <ErrorPane
      title={t(texts.sessionFailed)}
      error={failure}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

/** Who one is here, how it looks, what has access, and what this installation is. */
export function AccountPage() {
  const { tab = 'profile' } = route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  // Secrets of new tokens live here until Done, so that another tab of the page does not lose them.
  const [fresh, setFresh] = useState<readonly ApiToken[]>([]);
  const own: Partial<Record<AccountTab, ReactNode>> = {
    profile: <Profile />,
    sessions: <Sessions />,
    tokens: <Tokens fresh={fresh} onFresh={setFresh} />,
    activity: <Activity />,
  };
  return (
    <div className="panes account-page">
      <h1 className="sr-only">{t(texts.account)}</h1>
      <AccountNav session={session} tab={tab} />
      <Pane label={t(TABS.find(([name]) => name === tab)?.[1] ?? texts.account)}>
        {tab === 'appearance' && <Appearance />}
        {tab === 'about' && <About />}
        {own[tab] !== undefined && <OwnPart tab={tab}>{own[tab]}</OwnPart>}
      </Pane>
    </div>
  );
}
