import { describe, expect, it } from 'vitest';
import { KeySequence } from './shortcuts';
import type { Shortcut } from './shortcuts';

const bind = (keys: string): Shortcut => ({ keys, label: keys, run: () => undefined });
const bound = [bind('t'), bind('g m'), bind('m'), bind('?')];
const free = { modified: false, taken: false };

describe('a key', () => {
  it('does what it is bound to, the newest binding first', () => {
    const newest = bind('t');
    expect(new KeySequence().press({ key: 'T', ...free }, [...bound, newest], 0)).toBe(newest);
    expect(new KeySequence().press({ key: '?', ...free }, bound, 0)?.keys).toBe('?');
  });

  it('does nothing while one types or holds Ctrl', () => {
    expect(new KeySequence().press({ key: 't', modified: false, taken: true }, bound, 0)).toBeNull();
    expect(new KeySequence().press({ key: 't', modified: true, taken: false }, bound, 0)).toBeNull();
  });
});

describe('two keys in a row', () => {
  it('do what they are bound to, and not what the second is bound to', () => {
    const sequence = new KeySequence();
    expect(sequence.press({ key: 'g', ...free }, bound, 1000)).toBeNull();
    expect(sequence.press({ key: 'm', ...free }, bound, 1500)?.keys).toBe('g m');
  });

  it('are two keys of their own when the second comes late', () => {
    const sequence = new KeySequence();
    sequence.press({ key: 'g', ...free }, bound, 1000);
    expect(sequence.press({ key: 'm', ...free }, bound, 3000)?.keys).toBe('m');
  });

  it('end with a second key that is not bound', () => {
    const sequence = new KeySequence();
    sequence.press({ key: 'g', ...free }, bound, 1000);
    expect(sequence.press({ key: 'x', ...free }, bound, 1100)).toBeNull();
    expect(sequence.press({ key: 'm', ...free }, bound, 1200)?.keys).toBe('m');
  });
});
