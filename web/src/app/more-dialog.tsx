import { Link } from '@tanstack/react-router';
import { useSession, useSignOut } from '@/api/session';
import { flipTheme } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Dialog } from '@/ui/dialog';
import { Icon } from '@/ui/icon';
import { Clock, ConnectionLine, VenueLines } from './connection-status';
import { closeOverlay } from './overlays';
import { texts } from './texts';

const ROW = 'flex min-h-14 items-center gap-3.5 border-b border-line text-text font-medium';

/** What does not fit into the navigation of a phone, and the state of the connection. */
export function MoreDialog() {
  const session = useSession();
  const signOut = useSignOut();
  const signedIn = session?.account != null;
  return (
    <Dialog open onClose={closeOverlay} title={t(texts.more)}>
      <div className="grid">
        {session?.workspace != null && (
          <Link to="/account" className={ROW} onClick={closeOverlay}>
            <Icon name="account" />
            {t(texts.account)}
            <span className="spring" />
            <span className="text-12 font-normal text-text-3">{session.account?.username}</span>
          </Link>
        )}
        {session?.setup.needs_administrator === true && (
          <Link to="/welcome" className={ROW} onClick={closeOverlay}>
            <Icon name="plus" />
            {t(texts.setUp)}
          </Link>
        )}
        <button type="button" className={ROW} onClick={flipTheme}>
          <Icon name="theme" />
          {t(texts.flipTheme)}
        </button>
        {signedIn ? (
          <button
            type="button"
            className={ROW}
            onClick={() => {
              signOut.mutate();
              closeOverlay();
            }}
          >
            <Icon name="arrow" />
            {t(texts.signOut)}
          </button>
        ) : (
          <Link to="/sign-in" className={ROW} onClick={closeOverlay}>
            <Icon name="arrow" />
            {t(texts.signIn)}
          </Link>
        )}
      </div>
      <div className="grid gap-1 text-12 text-text-2">
        <ConnectionLine />
        <VenueLines />
        <Clock />
      </div>
    </Dialog>
  );
}
