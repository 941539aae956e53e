import { Trans } from '@lingui/react';
import type { ReactElement } from 'react';
import type { Text, Values } from '@/lib/text';

interface RichTextProps {
  text: Text;
  values?: Values;
  /** The elements of the tags in the message, by their number: `<0>Kraken</0> is silent`. */
  parts: readonly ReactElement[];
}

/** A text with links or emphasis inside. */
export function RichText({ text, values, parts }: RichTextProps) {
  return (
    <Trans
      id={text.id}
      message={text.message}
      values={{ ...values }}
      components={Object.fromEntries(parts.map((part, at) => [at, part]))}
    />
  );
}
