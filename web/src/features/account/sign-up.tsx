import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { t } from '@/lib/text';
import { AlreadySignedIn, Gate, GateFoot, useEnter } from './gate';
import { NewAccountForm } from './new-account-form';
import { texts } from './texts';
import { TlsNote } from './tls-note';

const route = getRouteApi('/sign-up');

export function SignUpPage() {
  const { next } = route.useSearch();
  const session = useSession();
  const enter = useEnter(next);
  const [entering, setEntering] = useState(false);
  const needsTls = session?.sign_in === 'needs_tls';
  if (session?.account != null && !entering)
    return <AlreadySignedIn username={session.account.username} next={next} />;
  return (
    <Gate title={t(texts.signUp)} foot={<GateFoot />}>
      <p className="text-text-2">{t(texts.signUpText)}</p>
      {needsTls && <TlsNote />}
      <NewAccountForm
        label={t(texts.signUpAction)}
        needsTls={needsTls}
        onSignedIn={() => {
          setEntering(true);
          return enter();
        }}
      />
      <p className="gate-text">
        {t(texts.haveAccount)}{' '}
        <Link to="/sign-in" search={next === undefined ? {} : { next }}>
          {t(texts.signIn)}
        </Link>
        .
      </p>
    </Gate>
  );
}
