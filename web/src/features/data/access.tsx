import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { t } from '@/lib/text';
import { buttonClass } from '@/ui/button';
import { texts } from './texts';

/** Whether series and backfills may be changed. Until the session is read it is taken so: the server decides. */
export const useMayWrite = (): boolean => useSession()?.may_write ?? true;

/** For those who may only read: what signing in gives. */
export function SignInNote() {
  const session = useSession();
  if (session === undefined || session.may_write) return null;
  const possible = session.sign_in === 'possible';
  return (
    <div className="read-only">
      <span>
        <b className="font-semibold">{t(texts.readOnly)}</b>{' '}
        <span className="text-text-2">{t(possible ? texts.readOnlyGives : texts.readOnlyTls)}</span>
      </span>
      {possible && session.account === null && (
        <Link to="/sign-in" search={{ next: '/data' }} className={buttonClass({ small: true })}>
          {t(texts.signIn)}
        </Link>
      )}
    </div>
  );
}
