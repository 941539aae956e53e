import type { ReactNode } from 'react';

interface InstrumentNameProps {
  base: string;
  /** Null for a posted name that states none. */
  quote: string | null;
  /** The second line: name and venue. */
  children?: ReactNode;
}

/** A pair with its name and venue below. */
export function InstrumentName({ base, quote, children }: InstrumentNameProps) {
  return (
    <span className="instrument">
      <b>
        {base}
        {quote !== null && <span>/{quote}</span>}
      </b>
      {children !== undefined && <small>{children}</small>}
    </span>
  );
}
