import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { browserSessionsQuery, endSession } from '@/api/account';
import type { BrowserSession } from '@/api/account';
import { t } from '@/lib/text';
import { Button } from '@/ui/button';
import { NotKnown } from '@/ui/figure';
import { ErrorPane } from '@/ui/pane';
import { SkeletonRows, Table, Td, Th, Tr } from '@/ui/table';
import { Tag } from '@/ui/tag';
import { Time, ZoneName } from '@/ui/time';
import { showToast } from '@/ui/toast';
import { agentName } from './agent-name';
import { DocHead } from './doc-head';
import { problemOf } from '../problem';
import { texts } from '../texts';

const SKELETON = [
  { width: 180 },
  { width: 96 },
  { width: 96, className: 'max-desk:hidden' },
  { width: 96 },
  { width: 0 },
];

/** Ends sessions one after the other, so that what was done before a failure is known. */
function useEnd() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (sessions: readonly BrowserSession[]) => {
      for (const { id } of sessions) await endSession(id);
    },
    onSuccess: (_, sessions) =>
      showToast(
        sessions.length === 1 ? t(texts.sessionEnded) : t(texts.othersEnded, { count: sessions.length }),
      ),
    onError: (error) => showToast(error.message, { wrong: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: browserSessionsQuery.queryKey }),
  });
}

function SessionRow({ session }: { session: BrowserSession }) {
  const end = useEnd();
  return (
    <Tr>
      <Td className="font-medium wrap-anywhere">
        <span data-tip={session.agent ?? undefined}>{agentName(session.agent) ?? t(texts.agentUnknown)}</span>{' '}
        {session.current && <Tag kind="running">{t(texts.thisOne)}</Tag>}
      </Td>
      <Td className="num text-text-2 wrap-anywhere" label={t(texts.from)}>
        {session.address ?? <NotKnown reason={t(texts.addressUnknown)} />}
      </Td>
      <Td className="text-text-2 max-desk:hidden max-tab:hidden" label={t(texts.signedInAt)}>
        <Time at={session.created_at} />
      </Td>
      <Td className="text-text-2" label={t(texts.lastSeen)}>
        {session.current ? t(texts.now) : <Time at={session.last_used_at} />}
      </Td>
      <Td align="right" className="act">
        {!session.current && (
          <Button small busy={end.isPending} onClick={() => end.mutate([session])}>
            {t(texts.signOut)}
          </Button>
        )}
      </Td>
    </Tr>
  );
}

/** Where the account is signed in. */
export function Sessions() {
  const { data: sessions, error, refetch, isFetching } = useQuery(browserSessionsQuery);
  const endOthers = useEnd();
  const others = sessions?.filter(({ current }) => !current) ?? [];
  const failure = problemOf(error);
  if (sessions === undefined && failure !== null)
    return (
      <ErrorPane
        title={t(texts.loadFailed, { page: t(texts.sessions) })}
        error={failure}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  return (
    <div className="section doc">
      <DocHead title={t(texts.sessions)} text={t(texts.sessionsText)}>
        {others.length > 1 && (
          <Button small busy={endOthers.isPending} onClick={() => endOthers.mutate(others)}>
            {t(texts.endOthers)}
          </Button>
        )}
      </DocHead>
      <Table label={t(texts.sessions)} className="account-rows" busy={sessions === undefined}>
        <thead>
          <tr>
            <Th>{t(texts.device)}</Th>
            <Th>{t(texts.from)}</Th>
            <Th className="max-desk:hidden">
              {t(texts.signedInAt)}, <ZoneName />
            </Th>
            <Th>
              {t(texts.lastSeen)}, <ZoneName />
            </Th>
            <Th>
              <span className="sr-only">{t(texts.signOut)}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions === undefined ? (
            <SkeletonRows rows={3} cells={SKELETON} />
          ) : (
            sessions.map((session) => <SessionRow key={session.id} session={session} />)
          )}
        </tbody>
      </Table>
    </div>
  );
}
