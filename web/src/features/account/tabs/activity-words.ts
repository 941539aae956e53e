import type { AuditEntry } from '@/api/account';
import type { Text, Values } from '@/lib/text';
import { t } from '@/lib/text';
import { activityTexts as texts } from './activity-texts';

type Words = (entry: AuditEntry, detail: (name: string) => string) => readonly [text: Text, values?: Values];

const symbolOnly =
  (text: Text): Words =>
  (_, detail) => [text, { symbol: detail('symbol') }];
const targetOnly =
  (text: Text): Words =>
  ({ target }) => [text, { target: target ?? '' }];
const plain =
  (text: Text): Words =>
  () => [text];

const WORDS: Readonly<Record<string, Words>> = {
  'account.create': plain(texts.create),
  'account.sign_in': (_, detail) => {
    const what = detail('for');
    return what === '' || what.startsWith('session') ? [texts.signIn] : [texts.signInFor, { what }];
  },
  'account.sign_in_failed': plain(texts.signInFailed),
  'account.password_check_failed': plain(texts.passwordCheckFailed),
  'account.sign_out': plain(texts.signOut),
  'account.password': plain(texts.password),
  'account.disable': plain(texts.disable),
  'account.enable': plain(texts.enable),
  'account.admin': (_, detail) => [detail('is_admin') === 'true' ? texts.adminGranted : texts.adminTaken],
  'token.create': (_, detail) => [texts.tokenCreate, { name: detail('name'), scopes: detail('scopes') }],
  'session.end': plain(texts.sessionEnd),
  'asset.create': ({ target }, detail) => [
    texts.assetCreate,
    { target: target ?? '', quantity: detail('quantity') },
  ],
  'asset.change': ({ target }, detail) => [
    texts.assetChange,
    { target: target ?? '', before: detail('quantity_before'), quantity: detail('quantity') },
  ],
  'asset.delete': targetOnly(texts.assetDelete),
  'asset.restore': targetOnly(texts.assetRestore),
  'position.open': (_, detail) => [
    texts.positionOpen,
    { side: detail('trade_type'), quantity: detail('quantity'), symbol: detail('symbol') },
  ],
  'position.change': symbolOnly(texts.positionChange),
  'position.close': (_, detail) => [
    texts.positionClose,
    { symbol: detail('symbol'), price: detail('exit_price') },
  ],
  'position.delete': symbolOnly(texts.positionDelete),
  'position.reopen': symbolOnly(texts.positionReopen),
  'position.restore': symbolOnly(texts.positionRestore),
  'instrument.create': targetOnly(texts.instrumentCreate),
  'instrument.change': targetOnly(texts.instrumentChange),
};

const TOKEN_WORDS: Readonly<Record<string, Text>> = {
  'token.use': texts.tokenUse,
  'token.end': texts.tokenEnd,
};

/** Whether an entry is an attempt that was refused. */
export const isRefusal = ({ action }: AuditEntry): boolean => action.endsWith('_failed');

/**
 * An entry of the audit log in words; an action that is not known here is shown as the server names it.
 *
 * @param tokenNames the names of the account's tokens by their ids
 */
export function activityText(entry: AuditEntry, tokenNames: ReadonlyMap<string, string>): string {
  const tokenText = TOKEN_WORDS[entry.action];
  if (tokenText !== undefined) {
    const id = entry.target ?? '';
    return t(tokenText, { name: tokenNames.get(id) ?? t(texts.tokenNumber, { id }) });
  }
  const words = WORDS[entry.action];
  if (words === undefined) return [entry.action, entry.target].filter(Boolean).join(' ');
  const detail = (name: string): string => {
    const value = entry.details[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const [text, values] = words(entry, detail);
  return t(text, values);
}

/** The names of tokens by id: those that are, and those that the entries created. */
export function tokenNames(
  entries: readonly AuditEntry[],
  tokens: readonly { id: number; name: string }[],
): ReadonlyMap<string, string> {
  const names = new Map(tokens.map(({ id, name }) => [String(id), name]));
  for (const { action, target, details } of entries) {
    const name = details['name'];
    if (action === 'token.create' && target !== null && typeof name === 'string') names.set(target, name);
  }
  return names;
}
