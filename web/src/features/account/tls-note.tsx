import { t } from '@/lib/text';
import { Icon } from '@/ui/icon';
import { texts } from './texts';

/** Why a password may not be sent over this connection. */
export function TlsNote() {
  return (
    <div className="boxed-note" role="status">
      <Icon name="warning" />
      <span>
        <b className="font-semibold">{t(texts.needsTls)}</b>
        <br />
        {t(texts.needsTlsText)}
      </span>
    </div>
  );
}
