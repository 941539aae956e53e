import { useId, useState } from 'react';
import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'react';
import { t } from '@/lib/text';
import { IconButton } from './button';
import { classNames } from './class-names';
import { Icon } from './icon';
import { texts } from './texts';

interface FrameProps {
  label: string;
  /** The label is for screen readers only (a search field with an icon). */
  hideLabel?: boolean | undefined;
  /** What is wrong with the value; the field is then marked. */
  error?: string | null | undefined;
  hint?: string | undefined;
  className?: string | undefined;
}

interface BoxProps extends FrameProps {
  id: string;
  kind?: string | undefined;
  children: ReactNode;
}

function FieldFrame({ id, label, hideLabel, error, hint, className, kind, children }: BoxProps) {
  return (
    <div className={classNames('field', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : undefined}>
        {label}
      </label>
      <div className={classNames('input', kind, error && 'wrong')}>{children}</div>
      {error ? (
        <span id={`${id}-note`} className="error" role="alert">
          {error}
        </span>
      ) : (
        hint && (
          <span id={`${id}-note`} className="hint">
            {hint}
          </span>
        )
      )}
    </div>
  );
}

const describe = (id: string, { error, hint }: FrameProps) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error || hint ? `${id}-note` : undefined,
});

interface TextProps extends FrameProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'size'> {
  ref?: Ref<HTMLInputElement>;
  /** After the input: a unit, a hint of a key. */
  after?: ReactNode;
}

/** A line of text. Spread `register('name')` of react-hook-form into it. */
export function TextField({ label, hideLabel, error, hint, className, after, ...input }: TextProps) {
  const id = useId();
  const frame = { label, hideLabel, error, hint, className };
  return (
    <FieldFrame {...frame} id={id} kind={input.readOnly ? 'locked' : undefined}>
      <input autoComplete="off" {...input} {...describe(id, frame)} />
      {after}
    </FieldFrame>
  );
}

/** A decimal. It stays text, so that every digit typed is kept. */
export function NumberField({ label, hideLabel, error, hint, className, after, ...input }: TextProps) {
  const id = useId();
  const frame = { label, hideLabel, error, hint, className };
  return (
    <FieldFrame {...frame} id={id} kind={classNames('number', input.readOnly && 'locked')}>
      <input inputMode="decimal" autoComplete="off" {...input} {...describe(id, frame)} />
      {typeof after === 'string' ? <span className="unit">{after}</span> : after}
    </FieldFrame>
  );
}

/** A password that can be shown. */
export function PasswordField({ label, hideLabel, error, hint, className, ...input }: TextProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const frame = { label, hideLabel, error, hint, className };
  return (
    <FieldFrame {...frame} id={id}>
      <input {...input} type={shown ? 'text' : 'password'} {...describe(id, frame)} />
      <IconButton
        icon="eye"
        small
        label={t(texts.showPassword)}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </FieldFrame>
  );
}

/** A search with its icon; `after` takes a hint of a key. `data-search` lets `/` find it. */
export function SearchField({ label, error, hint, className, after, ...input }: TextProps) {
  const id = useId();
  const frame = { label, hideLabel: true, error, hint, className };
  return (
    <FieldFrame {...frame} id={id}>
      <Icon name="search" />
      <input type="search" data-search autoComplete="off" {...input} {...describe(id, frame)} />
      {after}
    </FieldFrame>
  );
}

interface SelectProps extends FrameProps, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'> {
  ref?: Ref<HTMLSelectElement>;
  options: readonly { readonly value: string; readonly label: string }[];
}

export function SelectField({ label, hideLabel, error, hint, className, options, ...select }: SelectProps) {
  const id = useId();
  const frame = { label, hideLabel, error, hint, className };
  return (
    <FieldFrame {...frame} id={id}>
      <select {...select} {...describe(id, frame)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface AreaProps extends FrameProps, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'> {
  ref?: Ref<HTMLTextAreaElement>;
}

export function AreaField({ label, hideLabel, error, hint, className, ...area }: AreaProps) {
  const id = useId();
  const frame = { label, hideLabel, error, hint, className };
  return (
    <FieldFrame {...frame} id={id}>
      <textarea rows={2} {...area} {...describe(id, frame)} />
    </FieldFrame>
  );
}
