import type { MessageDescriptor } from '@lingui/core';
import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';

/**
 * The texts of the UI. A feature keeps its own in `texts.ts`:
 *
 *     export const texts = messages('data', {
 *       missing: '{count, plural, one {# missing} other {# missing}}',
 *     });
 *
 * and writes `t(texts.missing, { count: 8 })`. Messages are ICU MessageFormat in English; a translation would
 * be a catalog by id (`data.missing`).
 */
i18n.setMessagesCompiler(compileMessage);
i18n.loadAndActivate({ locale: 'en', messages: {} });

export { i18n };

export type Text = MessageDescriptor & { readonly id: string; readonly message: string };
export type Values = Readonly<Record<string, string | number>>;

/** Names each message of a feature: `area.key`. */
export function messages<const T extends Readonly<Record<string, string>>>(
  area: string,
  texts: T,
): { readonly [K in keyof T]: Text } {
  const named = Object.entries(texts).map(([key, message]) => [key, { id: `${area}.${key}`, message }]);
  return Object.fromEntries(named) as { readonly [K in keyof T]: Text };
}

/** The text of a message with its values. */
export const t = (text: Text, values?: Values): string =>
  i18n._({ id: text.id, message: text.message, ...(values ? { values } : {}) });
