import { MOST_WATCHED } from '@/api/watch-list';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { showToast } from '@/ui/toast';
import { joined } from './list-changes';
import { localWatchList, setLocalWatchList, useLocalWatchList } from './local-watch-list';
import { texts } from './texts';
import type { WatchList } from './use-watch-list';

/** Offers the list that was made before signing in to the account. */
export function TakeOver({ watch }: { watch: WatchList }) {
  const local = useLocalWatchList();
  const more = local.filter((market) => !watch.markets.includes(market));
  if (!watch.ofAccount || !watch.isRead || more.length === 0) return null;

  const takeOver = () => {
    const before = { account: watch.markets, local };
    watch.set(joined(watch.markets, more, MOST_WATCHED));
    setLocalWatchList([]);
    showToast(t(texts.takenOver, { count: more.length }), {
      undo: () => {
        watch.set(before.account);
        setLocalWatchList(before.local);
      },
    });
  };
  const forget = () => {
    const before = localWatchList();
    setLocalWatchList([]);
    showToast(t(texts.forgotten), { undo: () => setLocalWatchList(before) });
  };
  return (
    <div className="take-over" role="status">
      <Icon name="star" />
      <span>{t(texts.takeOver, { count: more.length })}</span>
      <span className="spring" />
      <Button small kind="primary" onClick={takeOver}>
        {t(texts.takeOverYes)}
      </Button>
      <Button small kind="ghost" onClick={forget}>
        {t(texts.takeOverNo)}
      </Button>
    </div>
  );
}
