import { figureText, formatDecimal } from '@/lib/format';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Formats that differ from each other; any other tag that an account has is offered beside them. */
const LOCALES = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'sv-SE'] as const;

export const exampleNumber = (locale: string): string =>
  figureText(formatDecimal('1234567.89', locale, { dim: false }));

/** The number formats to choose from: how each looks, and where it is used. */
export function localeOptions(chosen: string | null): Option[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const tags = new Set<string>([...LOCALES, ...(chosen === null ? [] : [chosen])]);
  return [...tags].map((tag) => ({ value: tag, label: `${exampleNumber(tag)} · ${names.of(tag) ?? tag}` }));
}

/** Every zone that the browser knows, UTC first. */
export function zoneOptions(chosen: string | null): Option[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(chosen === null ? [] : [chosen])]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
