import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/error';
import { useSession } from '@/api/session';
import { MOST_WATCHED, saveWatchList, unwatchMarket, watchListQuery, watchMarket } from '@/api/watch-list';
import type { WatchList as Stored } from '@/api/watch-list';
import { t } from '@/lib/text';
import { showToast } from '@/ui/toast';
import { added, placed, removed } from './list-changes';
import { localWatchList, setLocalWatchList, useLocalWatchList } from './local-watch-list';
import { texts } from './texts';

interface Change {
  readonly next: (list: readonly string[]) => readonly string[];
  /** The request; by default the whole list that the change made. */
  readonly send?: () => Promise<Stored>;
}

interface Sent {
  readonly send: Change['send'];
  readonly wanted: readonly string[];
  readonly before: readonly string[];
}

export interface WatchList {
  readonly markets: readonly string[];
  /** Whether it is that of an account; else it is kept in the browser. */
  readonly ofAccount: boolean;
  /** Whether it has been read. */
  readonly isRead: boolean;
  readonly toggle: (market: string, pair: string) => void;
  readonly watch: (market: string) => void;
  /** Moves a market to a place of the list. */
  readonly move: (market: string, place: number) => void;
  readonly set: (markets: readonly string[]) => void;
}

const KEY = ['watch_list', 'change'];
const NOTHING: readonly string[] = [];

const reasonOf = (error: unknown): string => (error instanceof ApiError ? error.message : String(error));

/** Changes show before the server confirms them, one request after the other; a refused one is taken back. */
function useAccountChanges(): (change: Change) => void {
  const queries = useQueryClient();
  const { queryKey } = watchListQuery;
  const list = () => queries.getQueryData(queryKey)?.markets ?? NOTHING;
  const put = (markets: readonly string[]) => queries.setQueryData(queryKey, { markets: [...markets] });
  const { mutate } = useMutation({
    mutationKey: KEY,
    scope: { id: 'watch_list' },
    mutationFn: ({ send, wanted }: Sent) => (send === undefined ? saveWatchList(wanted) : send()),
    onError: (error) => {
      showToast(t(texts.notChanged, { reason: reasonOf(error) }), { wrong: true });
    },
    onSettled: (stored, error, { before }) => {
      if (queries.isMutating({ mutationKey: KEY }) > 1) return; // a later change settles it
      if (stored !== undefined) put(stored.markets);
      else put(before);
      void queries.invalidateQueries({ queryKey: ['markets', 'watched'] });
      if (error !== null) void queries.invalidateQueries({ queryKey });
    },
  });
  return (change) => {
    void queries.cancelQueries({ queryKey });
    const before = list();
    const wanted = change.next(before);
    if (wanted.length > MOST_WATCHED) {
      showToast(t(texts.listFull, { most: MOST_WATCHED }), { wrong: true });
      return;
    }
    put(wanted);
    mutate({ send: change.send, wanted, before });
  };
}

function changeLocal({ next }: Change): void {
  const wanted = next(localWatchList());
  if (wanted.length > MOST_WATCHED) showToast(t(texts.listFull, { most: MOST_WATCHED }), { wrong: true });
  else setLocalWatchList(wanted);
}

/** The watch list of the account, or that of this browser without one. */
export function useWatchList(): WatchList {
  const ofAccount = useSession()?.account != null;
  const { data } = useQuery({ ...watchListQuery, enabled: ofAccount });
  const local = useLocalWatchList();
  const changeAccount = useAccountChanges();
  const change = ofAccount ? changeAccount : changeLocal;
  const markets = ofAccount ? (data?.markets ?? NOTHING) : local;

  const watch = (market: string) =>
    change({ next: (list) => added(list, market), send: () => watchMarket(market) });
  const place = (market: string, at: number) => change({ next: (list) => placed(list, market, at) });

  return {
    markets,
    ofAccount,
    isRead: !ofAccount || data !== undefined,
    watch,
    move: place,
    set: (wanted) => change({ next: () => wanted }),
    toggle: (market, pair) => {
      const at = markets.indexOf(market);
      if (at < 0) return watch(market);
      change({ next: (list) => removed(list, market), send: () => unwatchMarket(market) });
      showToast(t(texts.unwatched, { pair }), { undo: () => place(market, at) });
    },
  };
}
