import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { browserSessionsQuery, changePassword } from '@/api/account';
import type { PasswordChange } from '@/api/account';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { PasswordField } from '@/ui/field';
import { showToast } from '@/ui/toast';
import { fieldProblem } from '../field-words';
import { FormProblem } from '../form-problem';
import { problemOf } from '../problem';
import { texts } from '../texts';
import { useWait } from '../wait';

const EMPTY: PasswordChange = { current_password: '', new_password: '' };

export function PasswordForm({ username }: { username: string }) {
  const queries = useQueryClient();
  const { register, handleSubmit, reset, formState } = useForm<PasswordChange>({ defaultValues: EMPTY });
  const sending = useMutation({
    mutationFn: changePassword,
    gcTime: 0, // the passwords are not kept
    onSuccess: () => {
      reset();
      showToast(t(texts.passwordChanged));
      void queries.invalidateQueries({ queryKey: browserSessionsQuery.queryKey });
    },
  });
  const { errors } = formState;
  const error = problemOf(sending.error);
  const seconds = useWait(error);
  const wrong = error?.code === 'INVALID_CREDENTIALS' ? t(texts.wrongPassword) : null;
  const shown = wrong !== null || (error?.fields.length ?? 0) > 0;
  return (
    <form
      className="grid max-w-160 gap-3.5"
      method="post"
      noValidate
      onSubmit={(event) => void handleSubmit((values) => sending.mutate(values))(event)}
    >
      {/* Password managers find the account by it. */}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <div className="pair">
        <PasswordField
          label={t(texts.currentPassword)}
          autoComplete="current-password"
          {...register('current_password', { required: t(texts.passwordMissing) })}
          error={errors.current_password?.message ?? fieldProblem(error, 'current_password') ?? wrong}
        />
        <PasswordField
          label={t(texts.newPassword)}
          autoComplete="new-password"
          hint={t(texts.passwordHint)}
          {...register('new_password', { required: t(texts.choosePassword) })}
          error={errors.new_password?.message ?? fieldProblem(error, 'new_password')}
        />
      </div>
      {!shown && <FormProblem error={error} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          kind="primary"
          type="submit"
          busy={sending.isPending}
          reason={seconds > 0 ? t(texts.waitSeconds, { seconds }) : null}
        >
          {t(texts.changePassword)}
        </Button>
        <span className="text-12 text-text-3">{t(texts.passwordEffect)}</span>
      </div>
    </form>
  );
}
