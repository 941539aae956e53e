import { Link, useLocation } from '@tanstack/react-router';
import { t } from '@/lib/text';
import { Icon } from '@/ui/icon';
import { openOverlay } from './overlays';
import { PAGES } from './pages';
import { texts } from './texts';

/** The navigation of a phone. */
export function BottomBar() {
  const { pathname } = useLocation();
  return (
    <nav className="bottom" aria-label={t(texts.pages)}>
      {PAGES.map((page) => (
        <Link key={page.to} to={page.to} activeOptions={{ includeSearch: false }}>
          <Icon name={page.icon} />
          {t(page.name)}
        </Link>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-current={pathname.endsWith('/account') ? 'page' : undefined}
        onClick={() => openOverlay('more')}
      >
        <Icon name="more" />
        {t(texts.more)}
      </button>
    </nav>
  );
}
