import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { t } from '@/lib/text';
import { AlreadySignedIn, Gate, GateFoot, useEnter } from './gate';
import { SignInForm } from './sign-in-form';
import { texts } from './texts';
import { TlsNote } from './tls-note';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const session = useSession();
  const enter = useEnter(next);
  const [entering, setEntering] = useState(false);
  const needsTls = session?.sign_in === 'needs_tls';
  if (session?.account != null && !entering)
    return <AlreadySignedIn username={session.account.username} next={next} />;
  return (
    <Gate title={t(texts.signIn)} foot={<GateFoot />}>
      {needsTls && <TlsNote />}
      <SignInForm
        needsTls={needsTls}
        onSignedIn={() => {
          setEntering(true);
          return enter();
        }}
      />
      <p className="gate-text">
        {t(texts.noAccount)}{' '}
        <Link to="/sign-up" search={next === undefined ? {} : { next }}>
          {t(texts.createOne)}
        </Link>
        . {t(texts.forgotten)}
      </p>
    </Gate>
  );
}
