import { useQuery } from '@tanstack/react-query';
import { apiRoot } from '@/api/base';
import { sessionQuery } from '@/api/session';
import type { Session } from '@/api/session';
import type { Text } from '@/lib/text';
import { t } from '@/lib/text';
import { NotKnown } from '@/ui/figure';
import { Icon } from '@/ui/icon';
import { ErrorPane, LoadingLines, Section } from '@/ui/pane';
import { Time } from '@/ui/time';
import { LICENCES } from './licences';
import { problemOf } from '../problem';
import { texts } from '../texts';

const LINKS: readonly (readonly [path: string, text: Text])[] = [
  ['/docs', texts.docs],
  ['/redoc', texts.redoc],
  ['/docs/stream', texts.streamDocs],
  ['/health', texts.health],
];

function ServerFacts({ server }: { server: Session['server'] }) {
  return (
    <dl className="facts account-facts">
      <dt>{t(texts.version)}</dt>
      <dd className="num">Candlewick {server.version}</dd>
      <dt>{t(texts.database)}</dt>
      <dd className="num wrap-anywhere">{server.database}</dd>
      <dt>{t(texts.home)}</dt>
      <dd className="wrap-anywhere">
        {server.home === null ? (
          <NotKnown reason={t(texts.externalDatabase)} />
        ) : (
          <code className="path">{server.home}</code>
        )}
      </dd>
      <dt>{t(texts.serverTime)}</dt>
      <dd>
        <Time at={server.time} style="exact" zoned />
      </dd>
    </dl>
  );
}

function Instance() {
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery);
  const failure = problemOf(error);
  if (session !== undefined) return <ServerFacts server={session.server} />;
  if (failure === null) return <LoadingLines />;
  return (
    <ErrorPane
      title={t(texts.sessionFailed)}
      error={failure}
      onRetry={() => void refetch()}
      retrying={isFetching}
    />
  );
}

/** What this installation is, its interfaces, and the licences. */
export function About() {
  return (
    <>
      <Section title={t(texts.instance)}>
        <Instance />
      </Section>
      <Section title={t(texts.interfaces)}>
        <ul className="links">
          {LINKS.map(([path, text]) => (
            <li key={path}>
              <a href={apiRoot + path} target="_blank" rel="noreferrer">
                {t(text)}
                <Icon name="external" />
              </a>
              <code className="path text-text-3">{path}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t(texts.licences)}>
        <p className="account-text">{t(texts.licencesText)}</p>
        <dl className="facts account-facts mt-2">
          {LICENCES.map(([library, licence, address]) => (
            <div key={library} className="contents">
              <dt>
                <a href={address} target="_blank" rel="noreferrer">
                  {library}
                </a>
              </dt>
              <dd>{licence}</dd>
            </div>
          ))}
        </dl>
        <p className="account-text mt-3">
          {t(texts.chartsNotice)}{' '}
          <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
            tradingview.com
          </a>
        </p>
        <p className="account-text">{t(texts.licencesServer)}</p>
      </Section>
    </>
  );
}
