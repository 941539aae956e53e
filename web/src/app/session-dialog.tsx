import { useQueryClient } from '@tanstack/react-query';
import { stream } from '@/api/live';
import { SignInForm } from '@/features/account/sign-in-form';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import type { SignInAsked } from './session-renewal';
import { texts } from './texts';

/** Over whatever was being done: the same account signs in again, and the request that waited goes on. */
export function SessionDialog({ username, onDone }: SignInAsked) {
  const queries = useQueryClient();
  return (
    <Dialog open onClose={() => onDone(false)} title={t(texts.sessionEndedTitle)}>
      <p className="text-text-2">{t(texts.sessionEndedText)}</p>
      <SignInForm
        username={username}
        aside={<Button onClick={() => onDone(false)}>{t(texts.notNow)}</Button>}
        onSignedIn={() => {
          onDone(true);
          stream.restart();
          // Nothing is reset, so that no form is taken away.
          void queries.invalidateQueries();
        }}
      />
    </Dialog>
  );
}
