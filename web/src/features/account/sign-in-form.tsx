import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { signIn } from '@/api/account';
import type { Credentials } from '@/api/account';
import type { ApiError } from '@/api/error';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { PasswordField, TextField } from '@/ui/field';
import { fieldProblem } from './field-words';
import { FormProblem } from './form-problem';
import { problemOf } from './problem';
import { texts } from './texts';
import { useWait } from './wait';

/** The refusals that a field shows, so that the form does not repeat them. */
const atField = ({ code }: ApiError): boolean =>
  code === 'INVALID_CREDENTIALS' || code === 'VALIDATION_ERROR';

interface SignInFormProps {
  /** Only this account can sign in. */
  username?: string;
  needsTls?: boolean;
  onSignedIn: () => void | Promise<void>;
  /** Before the button: a way out. */
  aside?: ReactNode;
}

/** Username and password; what is typed stays when it is refused. */
export function SignInForm({ username, needsTls = false, onSignedIn, aside }: SignInFormProps) {
  const { register, handleSubmit, setFocus, formState } = useForm<Credentials>({
    defaultValues: { username: username ?? '', password: '' },
  });
  const sending = useMutation({
    mutationFn: signIn,
    gcTime: 0, // the password is not kept
    onSuccess: onSignedIn,
    onError: () => setFocus('password', { shouldSelect: true }),
  });
  const { errors } = formState;
  const error = problemOf(sending.error);
  const seconds = useWait(error);
  const wait = seconds > 0 ? t(texts.waitSeconds, { seconds }) : null;
  const wrong = error?.code === 'INVALID_CREDENTIALS' ? t(texts.wrongCredentials) : null;
  return (
    <form
      className="grid gap-3.5"
      method="post"
      noValidate
      onSubmit={(event) => void handleSubmit((values) => sending.mutate(values))(event)}
    >
      <TextField
        label={t(texts.username)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        readOnly={username !== undefined}
        autoFocus={username === undefined}
        {...register('username', { required: t(texts.usernameMissing) })}
        error={errors.username?.message ?? fieldProblem(error, 'username')}
      />
      <PasswordField
        label={t(texts.password)}
        autoComplete="current-password"
        data-autofocus={username === undefined ? undefined : ''}
        {...register('password', { required: t(texts.passwordMissing) })}
        error={errors.password?.message ?? fieldProblem(error, 'password') ?? wrong}
      />
      {error !== null && !atField(error) && <FormProblem error={error} />}
      <div className="form-foot">
        {aside}
        <Button
          kind="primary"
          type="submit"
          busy={sending.isPending || sending.isSuccess}
          reason={needsTls ? t(texts.needsTlsShort) : wait}
        >
          {t(texts.signIn)}
        </Button>
      </div>
    </form>
  );
}
