import { describe, expect, it } from 'vitest';
import { findActions, leads } from './palette-order';

const action = (label: string, keywords: readonly string[] = []) => ({
  id: label,
  label,
  keywords,
  run: () => undefined,
});
const actions = [action('Light or dark', ['theme', 'data']), action('Data'), action('Markets')];

describe('actions of the palette', () => {
  it('are those that have every word, the name that was typed first', () => {
    expect(findActions(actions, 'data').map((one) => one.label)).toEqual(['Data', 'Light or dark']);
    expect(findActions(actions, 'dark theme').map((one) => one.label)).toEqual(['Light or dark']);
    expect(findActions(actions, ' ')).toBe(actions);
  });
  it('come before instruments when a name begins with what was typed', () => {
    expect(leads(actions, 'mark')).toBe(true);
    expect(leads(actions, 'ma')).toBe(false);
    expect(leads(actions, 'theme')).toBe(false);
  });
});
