import { Link, useLocation } from '@tanstack/react-router';
import { t } from '@/lib/text';
import { buttonClass } from '@/ui/button';
import { Empty } from '@/ui/pane';
import { texts } from './texts';

/** A part of the page that belongs to an account, for those without one. */
export function NeedsAccount({ title, shared }: { title: string; shared: boolean }) {
  const { searchStr } = useLocation();
  const next = `/account${searchStr}`;
  return (
    <Empty
      icon="account"
      title={t(texts.needsAccount, { page: title })}
      actions={
        <>
          <Link to="/sign-in" search={{ next }} className={buttonClass({ kind: 'primary' })}>
            {t(texts.signIn)}
          </Link>
          <Link to="/sign-up" search={{ next }} className={buttonClass()}>
            {t(texts.signUp)}
          </Link>
        </>
      }
    >
      {t(shared ? texts.needsAccountShared : texts.needsAccountText)}
    </Empty>
  );
}
