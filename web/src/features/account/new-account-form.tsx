import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { register as createAccount, signIn } from '@/api/account';
import type { Registration } from '@/api/account';
import { savePreferences } from '@/api/preferences';
import { DEFAULT_PREFERENCES, preferences } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { PasswordField, TextField } from '@/ui/field';
import { fieldProblem } from './field-words';
import { FormProblem } from './form-problem';
import { problemOf } from './problem';
import { bareCode } from './setup-code';
import { texts } from './texts';
import { useWait } from './wait';

export interface NewAccountValues {
  readonly username: string;
  readonly password: string;
  readonly code: string;
}

interface NewAccountProps {
  label: string;
  needsTls: boolean;
  /** With the one-time code, for the first administrator. */
  code?: { readonly label: string; readonly missing: string; readonly wrong: string };
  onSignedIn: () => void | Promise<void>;
  children?: ReactNode;
}

/** Signs in with a new account. What the browser kept of preferences goes to the account. */
async function enter(username: string, password: string): Promise<void> {
  await signIn({ username, password });
  const kept = preferences.get();
  if (JSON.stringify(kept) !== JSON.stringify(DEFAULT_PREFERENCES))
    await savePreferences(kept).catch(() => undefined); // they stay in the browser
}

/** A new account: everything that is wrong is shown at its field, at once. */
export function NewAccountForm({ label, needsTls, code, onSignedIn, children }: NewAccountProps) {
  const { register, handleSubmit, formState } = useForm<NewAccountValues>({
    defaultValues: { username: '', password: '', code: '' },
  });
  const made = useRef<string | null>(null);
  const sending = useMutation({
    mutationFn: async ({ username, password, code: typed }: NewAccountValues) => {
      const body: Registration = { username, password, ...(code ? { setup_code: bareCode(typed) } : {}) };
      // When only the sign-in failed, the account is there already.
      if (made.current !== username) await createAccount(body);
      made.current = username;
      await enter(username, password);
    },
    gcTime: 0, // the password is not kept
    onSuccess: onSignedIn,
  });
  const { errors } = formState;
  const error = problemOf(sending.error);
  const seconds = useWait(error);
  const taken = error?.code === 'USERNAME_EXISTS' ? t(texts.nameTaken) : null;
  const wrongCode = error?.code === 'FORBIDDEN' && code !== undefined ? code.wrong : null;
  const shown = taken !== null || wrongCode !== null || (error?.fields.length ?? 0) > 0;
  const wait = seconds > 0 ? t(texts.waitSeconds, { seconds }) : null;
  return (
    <form
      className="grid gap-3.5"
      method="post"
      noValidate
      onSubmit={(event) => void handleSubmit((values) => sending.mutate(values))(event)}
    >
      {code && (
        <TextField
          label={code.label}
          placeholder="setup_…"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...register('code', { required: code.missing })}
          error={errors.code?.message ?? fieldProblem(error, 'setup_code') ?? wrongCode}
        />
      )}
      <div className={code ? 'pair' : 'grid gap-3.5'}>
        <TextField
          label={t(texts.username)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={50}
          hint={code ? undefined : t(texts.usernameHint)}
          autoFocus={!code}
          {...register('username', { required: t(texts.chooseUsername) })}
          error={errors.username?.message ?? fieldProblem(error, 'username') ?? taken}
        />
        <PasswordField
          label={t(texts.password)}
          autoComplete="new-password"
          placeholder={code ? t(texts.passwordHint) : undefined}
          hint={code ? undefined : t(texts.passwordHint)}
          {...register('password', { required: t(texts.choosePassword) })}
          error={errors.password?.message ?? fieldProblem(error, 'password')}
        />
      </div>
      {!shown && <FormProblem error={error} />}
      <div className="form-foot">
        <Button
          kind="primary"
          type="submit"
          busy={sending.isPending || sending.isSuccess}
          reason={needsTls ? t(texts.needsTlsShort) : wait}
        >
          {label}
        </Button>
      </div>
      {children}
    </form>
  );
}
