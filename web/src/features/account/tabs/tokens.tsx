import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensQuery } from '@/api/account';
import type { ApiToken } from '@/api/account';
import { useSession } from '@/api/session';
import { timeOfPage } from '@/lib/clock';
import { useStore } from '@/lib/store';
import { t } from '@/lib/text';
import { parseInstant } from '@/lib/time';
import { Button } from '@/ui/button';
import { NotKnown } from '@/ui/figure';
import { Empty, ErrorPane } from '@/ui/pane';
import { SkeletonRows, Table, Td, Th, Tr } from '@/ui/table';
import { Tag } from '@/ui/tag';
import { Time, ZoneName } from '@/ui/time';
import { DocHead } from './doc-head';
import { problemOf } from '../problem';
import { revoke, revoking } from './revocations';
import { texts } from '../texts';
import { TokenDialog } from './token-dialog';
import { TokenSecret } from './token-secret';

const SKELETON = [
  { width: 120 },
  { width: 72 },
  { width: 96, className: 'max-desk:hidden' },
  { width: 96 },
  { width: 96 },
  { width: 0 },
];

function Expiry({ at }: { at: string | null }) {
  if (at === null) return t(texts.never);
  if (parseInstant(at) <= timeOfPage()) return <Tag kind="waiting">{t(texts.expired)}</Tag>;
  return <Time at={at} style="date" />;
}

function TokenRow({ token }: { token: ApiToken }) {
  const queries = useQueryClient();
  return (
    <Tr>
      <Td className="font-medium wrap-anywhere">
        {token.name}
        {token.issued && <small className="under">{t(texts.byPassword)}</small>}
      </Td>
      <Td>
        <span className="flex flex-wrap gap-1">
          {token.scopes.map((scope) => (
            <Tag key={scope}>{scope}</Tag>
          ))}
        </span>
      </Td>
      <Td className="text-text-2 max-desk:hidden max-tab:hidden" label={t(texts.created)}>
        <Time at={token.created_at} />
      </Td>
      <Td className="text-text-2" label={t(texts.expires)}>
        <Expiry at={token.expires_at} />
      </Td>
      <Td className="text-text-2" label={t(texts.lastUsed)}>
        {token.last_used_at === null ? (
          <NotKnown reason={t(texts.notUsed)} />
        ) : (
          <>
            <Time at={token.last_used_at} />
            {token.last_address !== null && <small className="under num">{token.last_address}</small>}
          </>
        )}
      </Td>
      <Td align="right" className="act">
        <Button
          small
          kind="danger"
          aria-label={t(texts.revokeName, { name: token.name })}
          onClick={() => revoke(queries, token)}
        >
          {t(texts.revoke)}
        </Button>
      </Td>
    </Tr>
  );
}

function TokenTable({ tokens }: { tokens: readonly ApiToken[] | undefined }) {
  return (
    <Table label={t(texts.tokens)} className="account-rows" busy={tokens === undefined}>
      <thead>
        <tr>
          <Th>{t(texts.tokenName)}</Th>
          <Th>{t(texts.scopes)}</Th>
          <Th className="max-desk:hidden">
            {t(texts.created)}, <ZoneName />
          </Th>
          <Th>{t(texts.expires)}</Th>
          <Th>
            {t(texts.lastUsed)}, <ZoneName />
          </Th>
          <Th>
            <span className="sr-only">{t(texts.revoke)}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens === undefined ? (
          <SkeletonRows rows={3} cells={SKELETON} />
        ) : (
          tokens.map((token) => <TokenRow key={token.id} token={token} />)
        )}
      </tbody>
    </Table>
  );
}

interface TokensProps {
  /** New tokens with their secrets. */
  fresh: readonly ApiToken[];
  onFresh: (change: (fresh: readonly ApiToken[]) => readonly ApiToken[]) => void;
}

/** The API tokens of the account. */
export function Tokens({ fresh, onFresh }: TokensProps) {
  const { data, error, refetch, isFetching } = useQuery(tokensQuery);
  const gone = useStore(revoking);
  const admin = useSession()?.account?.is_admin === true;
  const [making, setMaking] = useState(false);
  const tokens = data?.filter(({ id }) => !gone.has(id));
  const failure = problemOf(error);
  const newToken = (primary: boolean) => (
    <Button small={primary} kind="primary" icon="plus" onClick={() => setMaking(true)}>
      {t(texts.newToken)}
    </Button>
  );
  if (data === undefined && failure !== null)
    return (
      <ErrorPane
        title={t(texts.loadFailed, { page: t(texts.tokens) })}
        error={failure}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  const empty = tokens?.length === 0 && fresh.length === 0;
  return (
    <>
      <div className={empty ? 'section doc' : 'section doc with-table'}>
        <DocHead title={t(texts.tokens)} text={t(texts.tokensText)}>
          {!empty && newToken(true)}
        </DocHead>
        {fresh.map((token) => (
          <TokenSecret
            key={token.id}
            token={token}
            onDone={() => onFresh((all) => all.filter(({ id }) => id !== token.id))}
          />
        ))}
        {!empty && <TokenTable tokens={tokens} />}
      </div>
      {empty && (
        <Empty icon="formula" title={t(texts.noTokens)} actions={newToken(false)}>
          {t(texts.noTokensText)}
        </Empty>
      )}
      {making && (
        <TokenDialog
          admin={admin}
          onClose={() => setMaking(false)}
          onCreated={(token) => {
            onFresh((all) => [token, ...all]);
            setMaking(false);
          }}
        />
      )}
    </>
  );
}
