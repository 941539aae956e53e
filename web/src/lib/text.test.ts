import { describe, expect, it } from 'vitest';
import { messages, t } from './text';

const texts = messages('test', {
  plain: 'Plain',
  named: 'Nothing is called “{name}”.',
  counted: '{count, plural, one {# missing} other {# missing}}',
});

describe('a text', () => {
  it('is named after its area and key', () => {
    expect(texts.named.id).toBe('test.named');
  });

  it('takes values', () => {
    expect(t(texts.plain)).toBe('Plain');
    expect(t(texts.named, { name: 'dodge' })).toBe('Nothing is called “dodge”.');
    expect(t(texts.counted, { count: 9120 })).toBe('9,120 missing');
  });
});
