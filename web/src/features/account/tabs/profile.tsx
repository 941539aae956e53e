import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '@/api/account';
import { t } from '@/lib/text';
import { ErrorPane, LoadingLines, Section } from '@/ui/pane';
import { Time } from '@/ui/time';
import { PasswordForm } from './password-form';
import { problemOf } from '../problem';
import { texts } from '../texts';

/** Who the account is, and its password. */
export function Profile() {
  const { data: account, error, refetch, isFetching } = useQuery(accountQuery);
  const failure = problemOf(error);
  if (account === undefined)
    return failure === null ? (
      <LoadingLines />
    ) : (
      <ErrorPane
        title={t(texts.loadFailed, { page: t(texts.profile) })}
        error={failure}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  return (
    <>
      <Section title={t(texts.profile)}>
        <dl className="facts account-facts">
          <dt>{t(texts.username)}</dt>
          <dd className="font-medium wrap-anywhere">{account.username}</dd>
          <dt>{t(texts.role)}</dt>
          <dd>{t(account.is_admin ? texts.roleAdmin : texts.roleUser)}</dd>
          <dt>{t(texts.since)}</dt>
          <dd>
            <Time at={account.created_at} zoned />
          </dd>
        </dl>
      </Section>
      <Section title={t(texts.password)}>
        <PasswordForm username={account.username} />
      </Section>
    </>
  );
}
