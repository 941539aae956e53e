import { useState } from 'react';
import { useDeleteSeries } from '@/api/series';
import type { SeriesRow } from '@/api/series';
import { formatCount } from '@/lib/format';
import { useLocale } from '@/lib/preferences';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { showToast } from '@/ui/toast';
import { fullName, shortName } from './series-name';
import { texts } from './texts';
import { useDataSearch } from './use-selection';

const same = (typed: string, name: string): boolean =>
  typed.trim().replace(/\s+/g, ' ').toLowerCase() === name.toLowerCase();

/** Deleting cannot be undone, so the name of the series is typed before. */
export function DeleteDialog({ row, onClose }: { row: SeriesRow; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [early, setEarly] = useState(false);
  const remove = useDeleteSeries();
  const { change } = useDataSearch();
  const locale = useLocale();
  const name = shortName(row);
  const matches = same(typed, name);
  const text = formatCount(row.candles, locale);
  const submit = () => {
    setEarly(!matches);
    if (!matches || remove.isPending) return;
    remove.mutate(row.series_id, {
      onSuccess: ({ candles_deleted: count }) => {
        showToast(t(texts.deleted, { name: fullName(row), text: formatCount(count, locale), count }));
        onClose();
        change({ market: undefined, interval: undefined, from: undefined, to: undefined });
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(texts.deleteTitle)}
      onSubmit={submit}
      foot={
        <>
          <Button onClick={onClose}>{t(texts.keep)}</Button>
          <Button
            type="submit"
            kind="danger"
            busy={remove.isPending}
            reason={matches ? null : t(texts.deleteMismatch)}
          >
            {t(texts.delete)}
          </Button>
        </>
      }
    >
      <p>
        {t(texts.deleteText, { text, name: fullName(row), count: row.candles })}{' '}
        {row.posted ? t(texts.deletePosted) : t(texts.deleteAgain, { venue: venueName(row.provider) })}{' '}
        {row.follow && t(texts.deleteFollow)}
      </p>
      <TextField
        label={t(texts.deleteType, { name })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        spellCheck={false}
        error={early && !matches ? t(texts.deleteMismatch) : null}
      />
      {remove.error && (
        <p className="error" role="alert">
          {remove.error.message}
        </p>
      )}
    </Dialog>
  );
}
