import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { createToken, tokensQuery } from '@/api/account';
import type { ApiToken, NewToken, Scope } from '@/api/account';
import type { Text } from '@/lib/text';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextField } from '@/ui/field';
import { fieldProblem } from '../field-words';
import { FormProblem } from '../form-problem';
import { problemOf } from '../problem';
import { texts } from '../texts';

const SCOPES: readonly (readonly [scope: Scope, text: Text])[] = [
  ['read', texts.scopeRead],
  ['market:write', texts.scopeMarket],
  ['portfolio:write', texts.scopePortfolio],
  ['admin', texts.scopeAdmin],
];

const LIVES = [
  { value: '30', label: t(texts.days30) },
  { value: '90', label: t(texts.days90) },
  { value: '365', label: t(texts.days365) },
  { value: '', label: t(texts.never) },
];

interface Values {
  readonly name: string;
  readonly life: string;
}

const toBody = ({ name, life }: Values, scopes: readonly Scope[]): NewToken => ({
  name: name.trim(),
  scopes: [...scopes],
  ...(life === '' ? {} : { expires_in_days: Number(life) }),
});

interface ScopesProps {
  admin: boolean;
  chosen: readonly Scope[];
  error: string | null;
  onChange: (chosen: readonly Scope[]) => void;
}

function ScopeChoice({ admin, chosen, error, onChange }: ScopesProps) {
  const toggle = (scope: Scope) =>
    onChange(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);
  return (
    <fieldset className="field" aria-describedby={error === null ? undefined : 'scopes-note'}>
      <legend className="label">{t(texts.scopes)}</legend>
      {SCOPES.filter(([scope]) => scope !== 'admin' || admin).map(([scope, text]) => (
        <label key={scope} className="check">
          <input
            type="checkbox"
            name="scopes"
            value={scope}
            checked={chosen.includes(scope)}
            onChange={() => toggle(scope)}
          />
          <span>
            <b className="font-medium">{scope}</b>
            <small>{t(text)}</small>
          </span>
        </label>
      ))}
      {error !== null && (
        <span id="scopes-note" className="error" role="alert">
          {error}
        </span>
      )}
    </fieldset>
  );
}

interface TokenDialogProps {
  admin: boolean;
  onClose: () => void;
  onCreated: (token: ApiToken) => void;
}

/** A new API token: its name, what it may do, and for how long. */
export function TokenDialog({ admin, onClose, onCreated }: TokenDialogProps) {
  const queries = useQueryClient();
  const [scopes, setScopes] = useState<readonly Scope[]>(['read']);
  const [tried, setTried] = useState(false);
  const { register, handleSubmit, formState } = useForm<Values>({ defaultValues: { name: '', life: '90' } });
  const sending = useMutation({
    mutationFn: (values: Values) => createToken(toBody(values, scopes)),
    gcTime: 0, // the secret is not kept
    onSuccess: (token) => {
      onCreated(token);
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  const error = problemOf(sending.error);
  const none = tried && scopes.length === 0 ? t(texts.scopesMissing) : null;
  const send = handleSubmit((values) => {
    if (scopes.length > 0) sending.mutate(values);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(texts.newToken)}
      onSubmit={() => {
        setTried(true);
        void send();
      }}
      foot={
        <>
          <Button onClick={onClose}>{t(texts.cancel)}</Button>
          <Button kind="primary" type="submit" busy={sending.isPending}>
            {t(texts.createToken)}
          </Button>
        </>
      }
    >
      <TextField
        label={t(texts.tokenName)}
        hint={t(texts.tokenNameHint)}
        maxLength={100}
        autoFocus
        {...register('name', {
          validate: (name) => name.trim() !== '' || t(texts.tokenNameMissing),
        })}
        error={formState.errors.name?.message ?? fieldProblem(error, 'name')}
      />
      <ScopeChoice
        admin={admin}
        chosen={scopes}
        error={none ?? fieldProblem(error, 'scopes')}
        onChange={setScopes}
      />
      <SelectField
        label={t(texts.expires)}
        options={LIVES}
        {...register('life')}
        error={fieldProblem(error, 'expires_in_days')}
      />
      {error !== null && error.fields.length === 0 && <FormProblem error={error} />}
    </Dialog>
  );
}
