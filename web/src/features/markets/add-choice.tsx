import { useId } from 'react';
import { t } from '@/lib/text';
import { texts } from './add-texts';

interface AddChoiceProps {
  value: 'follow' | 'watch';
  onChange: (value: 'follow' | 'watch') => void;
  /** Why it cannot be followed. */
  followReason: string | null;
}

interface OptionProps {
  name: string;
  checked: boolean;
  onCheck: () => void;
  title: string;
  text: string;
  disabled?: boolean;
}

function Option({ name, checked, onCheck, title, text, disabled }: OptionProps) {
  const id = useId();
  return (
    <label className="add-option" data-disabled={disabled ? '' : undefined}>
      <input
        type="radio"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={id}
        onChange={onCheck}
      />
      <span>
        <b>{title}</b>
        <span id={id}>{text}</span>
      </span>
    </label>
  );
}

/** What adding a market means, in words. */
export function AddChoice({ value, onChange, followReason }: AddChoiceProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t(texts.how)} className="grid gap-2">
      <Option
        name={name}
        checked={value === 'follow'}
        onCheck={() => onChange('follow')}
        title={t(texts.follow)}
        text={followReason ?? t(texts.followText)}
        disabled={followReason !== null}
      />
      <Option
        name={name}
        checked={value === 'watch'}
        onCheck={() => onChange('watch')}
        title={t(texts.only)}
        text={t(texts.onlyText)}
      />
    </div>
  );
}
