import { Link } from '@tanstack/react-router';
import type { Session } from '@/api/session';
import { useSignOut } from '@/api/session';
import { t } from '@/lib/text';
import { IconButton } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/ui/menu';
import { openOverlay } from './overlays';
import { texts } from './texts';

/** Who is signed in, their settings, and the way out. */
export function AccountMenu({ session, label }: { session: Session; label: string }) {
  const signOut = useSignOut();
  return (
    <Menu trigger={<IconButton icon="account" label={label} />} label={label}>
      <MenuLabel>{session.account?.username ?? t(texts.sharedWorkspace)}</MenuLabel>
      <MenuItem asChild>
        <Link to="/account">
          <Icon name="account" />
          {t(texts.account)}
        </Link>
      </MenuItem>
      <MenuItem icon="keyboard" onSelect={() => openOverlay('keys')} aside={<kbd>?</kbd>}>
        {t(texts.keys)}
      </MenuItem>
      {session.setup.needs_administrator && (
        <MenuItem asChild>
          <Link to="/welcome">
            <Icon name="plus" />
            {t(texts.setUp)}
          </Link>
        </MenuItem>
      )}
      <MenuLine />
      {session.account === null ? (
        <MenuItem asChild>
          <Link to="/sign-in">
            <Icon name="arrow" />
            {t(texts.signIn)}
          </Link>
        </MenuItem>
      ) : (
        <MenuItem icon="arrow" onSelect={() => signOut.mutate()}>
          {t(texts.signOut)}
        </MenuItem>
      )}
    </Menu>
  );
}
