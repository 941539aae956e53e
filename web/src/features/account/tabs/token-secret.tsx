import { useRef } from 'react';
import type { ApiToken } from '@/api/account';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { showToast } from '@/ui/toast';
import { copyText } from './copy';
import { texts } from '../texts';

/** The secret of a new token, until Done. */
export function TokenSecret({ token, onDone }: { token: ApiToken; onDone: () => void }) {
  const code = useRef<HTMLElement>(null);
  const copy = async () => {
    const copied = await copyText(token.token ?? '', code.current);
    showToast(t(copied ? texts.copied : texts.copySelected));
  };
  return (
    <div className="secret" role="status">
      <span className="secret-text">
        <b className="font-semibold wrap-anywhere">{t(texts.copyNow, { name: token.name })}</b>
        <code ref={code}>{token.token}</code>
      </span>
      <Button icon="copy" onClick={() => void copy()}>
        {t(texts.copy)}
      </Button>
      <Button kind="ghost" onClick={onDone}>
        {t(texts.tokenDone)}
      </Button>
    </div>
  );
}
