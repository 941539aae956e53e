import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pagesPath } from '@/api/base';
import { startOver, useSession, useSignOut } from '@/api/session';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { texts } from './texts';
import './account.css';

/** Reads everything anew with the account that has signed in, and opens the page that was wanted. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await startOver(queries);
    router.history.replace(pagesPath + (next ?? '/markets'));
  };
}

/** The card of a page without navigation. */
export function Gate({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="gate">
      <section className="card" aria-labelledby="gate-title">
        <h1 id="gate-title" className="text-20">
          {title}
        </h1>
        {children}
      </section>
      {foot && <div className="gate-foot">{foot}</div>}
    </div>
  );
}

/** Below the card: what works without an account, and the way to set up an installation without administrator. */
export function GateFoot() {
  const session = useSession();
  return (
    <>
      {session?.setup.needs_administrator === true && (
        <p>
          {t(texts.newInstance)} <Link to="/welcome">{t(texts.setUp)}</Link>.
        </p>
      )}
      <p>
        {t(texts.withoutBefore)} <Link to="/markets">{t(texts.withoutLink)}</Link>.
      </p>
    </>
  );
}

/** In place of a form, for those who are signed in. */
export function AlreadySignedIn({ username, next }: { username: string; next: string | undefined }) {
  const router = useRouter();
  const signOut = useSignOut();
  return (
    <Gate title={t(texts.signedInAs, { name: username })}>
      <p className="text-text-2">{t(texts.signedInText)}</p>
      <div className="form-foot">
        <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t(texts.signOut)}
        </Button>
        <Button kind="primary" onClick={() => router.history.push(pagesPath + (next ?? '/markets'))}>
          {t(texts.goOn)}
        </Button>
      </div>
    </Gate>
  );
}
