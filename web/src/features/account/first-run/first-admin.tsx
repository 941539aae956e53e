import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stream } from '@/api/live';
import type { Session } from '@/api/session';
import { t } from '@/lib/text';
import { buttonClass } from '@/ui/button';
import { NewAccountForm } from '../new-account-form';
import { Step } from './step';
import { TlsNote } from '../tls-note';
import { welcomeTexts as texts } from './welcome-texts';

/** The same without a browser. */
const COMMAND = './candlewick user create alice --admin';

function Done({ session }: { session: Session }) {
  if (session.account !== null)
    return <p className="plain">{t(texts.adminDoneText, { name: session.account.username })}</p>;
  return (
    <>
      <p className="plain">{t(texts.adminExists)}</p>
      <Link to="/sign-in" search={{ next: '/welcome' }} className={buttonClass()}>
        {t(texts.adminSignIn)}
      </Link>
    </>
  );
}

/** The first administrator, by the code that the server has printed. */
export function FirstAdmin({ number, session }: { number: number; session: Session }) {
  const queries = useQueryClient();
  const done = !session.setup.needs_administrator;
  const needsTls = session.sign_in === 'needs_tls';
  const enter = async () => {
    // The page stays; what was read without the account is read anew.
    queries.removeQueries({ type: 'inactive' });
    await queries.invalidateQueries();
    stream.restart();
  };
  const form = (
    <>
      {needsTls && <TlsNote />}
      <NewAccountForm
        label={t(texts.adminAction)}
        needsTls={needsTls}
        code={{ label: t(texts.code), missing: t(texts.codeMissing), wrong: t(texts.codeWrong) }}
        onSignedIn={enter}
      />
    </>
  );
  return (
    <Step
      number={number}
      title={t(done ? texts.adminDone : texts.admin)}
      done={done}
      now={!done}
      action={done ? <Done session={session} /> : form}
    >
      {!done && (
        <>
          <p>{t(texts.adminText)}</p>
          <p className="small">
            {t(texts.codeLost)} <code className="path">{COMMAND}</code> {t(texts.codeLostEnd)}
          </p>
        </>
      )}
    </Step>
  );
}
