import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { auditQuery, tokensQuery } from '@/api/account';
import type { AuditEntry } from '@/api/account';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { NotKnown } from '@/ui/figure';
import { Icon } from '@/ui/icon';
import { Empty, ErrorPane } from '@/ui/pane';
import { SkeletonRows, Table, Td, Th, Tr } from '@/ui/table';
import { Time, ZoneName } from '@/ui/time';
import { activityText, isRefusal, tokenNames } from './activity-words';
import { DocHead } from './doc-head';
import { problemOf } from '../problem';
import { texts } from '../texts';

const SKELETON = [{ width: 220 }, { width: 96 }, { width: 120 }, { width: 96 }];

function EntryRow({ entry, names }: { entry: AuditEntry; names: ReadonlyMap<string, string> }) {
  const refused = isRefusal(entry);
  return (
    <Tr>
      <Td className={refused ? 'wrap-anywhere text-warn' : 'wrap-anywhere'}>
        {refused && <Icon name="warning" className="inline align-text-bottom" />} {activityText(entry, names)}
      </Td>
      <Td className="text-text-2 whitespace-nowrap" label={t(texts.when)}>
        <Time at={entry.happened_at} />
      </Td>
      <Td className="text-text-2 wrap-anywhere" label={t(texts.by)}>
        {entry.actor}
        {entry.credential !== 'none' && <small className="under">{entry.credential}</small>}
      </Td>
      <Td className="num text-text-2 wrap-anywhere" label={t(texts.from)}>
        {entry.address ?? <NotKnown reason={t(texts.addressUnknown)} />}
      </Td>
    </Tr>
  );
}

/** The audit log of the account. */
export function Activity() {
  const log = useInfiniteQuery(auditQuery);
  const { data: tokens } = useQuery(tokensQuery);
  const entries = useMemo(() => log.data?.pages.flat(), [log.data]);
  const names = useMemo(() => tokenNames(entries ?? [], tokens ?? []), [entries, tokens]);
  const failure = problemOf(log.error);
  if (entries === undefined && failure !== null)
    return (
      <ErrorPane
        title={t(texts.loadFailed, { page: t(texts.activity) })}
        error={failure}
        onRetry={() => void log.refetch()}
        retrying={log.isFetching}
      />
    );
  if (entries?.length === 0)
    return (
      <Empty icon="journal" title={t(texts.noActivity)}>
        {t(texts.noActivityText)}
      </Empty>
    );
  return (
    <div className="section doc">
      <DocHead title={t(texts.activity)} text={t(texts.activityText)} />
      <Table label={t(texts.activity)} className="account-rows" busy={entries === undefined}>
        <thead>
          <tr>
            <Th>{t(texts.what)}</Th>
            <Th>
              {t(texts.when)}, <ZoneName />
            </Th>
            <Th>{t(texts.by)}</Th>
            <Th>{t(texts.from)}</Th>
          </tr>
        </thead>
        <tbody>
          {entries === undefined ? (
            <SkeletonRows rows={8} cells={SKELETON} />
          ) : (
            entries.map((entry) => <EntryRow key={entry.id} entry={entry} names={names} />)
          )}
        </tbody>
      </Table>
      {log.hasNextPage && (
        <div className="mt-3">
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t(texts.showMore)}
          </Button>
        </div>
      )}
    </div>
  );
}
