import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, parsePreferences, STORAGE_KEY } from './preferences';

describe('stored preferences', () => {
  it('are read, with the default for what is not known', () => {
    const text = JSON.stringify({ theme: 'light', palette: 'pink', zone: 'Europe/Berlin', locale: 'de-DE' });
    expect(parsePreferences(text)).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'light',
      zone: 'Europe/Berlin',
      locale: 'de-DE',
    });
  });

  it('are the defaults when nothing or nonsense is stored', () => {
    for (const text of [null, '', '{', '7', '"x"', '{"zone":"Mars/Olympus","locale":"!","theme":1}'])
      expect(parsePreferences(text)).toEqual(DEFAULT_PREFERENCES);
  });

  it('are found by the script of the first paint under the same key', () => {
    const script = readFileSync(new URL('../app/first-paint.js', import.meta.url), 'utf8');
    expect(script).toContain(`'${STORAGE_KEY}'`);
  });
});
