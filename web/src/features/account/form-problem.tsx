import type { ApiError } from '@/api/error';
import { t } from '@/lib/text';
import { Icon } from '@/ui/icon';
import { toSentence } from './field-words';
import { texts } from './texts';
import { useWait } from './wait';

function sentenceOf(error: ApiError): string {
  if (error.code === 'RATE_LIMITED') return t(texts.tooMany);
  if (error.code === 'BUSY') return t(texts.busy);
  if (error.code === 'UNREACHABLE') return t(texts.unreachable);
  if (error.code === 'UNREADABLE' || error.code === 'INTERNAL_ERROR') return t(texts.failed);
  return toSentence(error.message);
}

/** The seconds left, which only a part that is not announced counts down. */
function Wait({ error }: { error: ApiError }) {
  const seconds = useWait(error);
  if (error.retryAfter === null) return null;
  return (
    <span className="num" aria-hidden="true">
      {seconds === 0 ? t(texts.waitOver) : t(texts.waitSeconds, { seconds })}
    </span>
  );
}

/** Why a form was refused as a whole, above its button. */
export function FormProblem({ error }: { error: ApiError | null }) {
  if (error === null) return null;
  return (
    <div className="form-problem error" role="alert">
      <Icon name="warning" />
      <span>
        {sentenceOf(error)} <Wait error={error} />
        {error.retryAfter !== null && (
          <span className="sr-only">{t(texts.waitSeconds, { seconds: error.retryAfter })}</span>
        )}
        {error.status >= 500 && error.requestId !== null && (
          <small>{t(texts.forBugReport, { code: error.code, id: error.requestId })}</small>
        )}
      </span>
    </div>
  );
}
