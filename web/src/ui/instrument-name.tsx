import type { ReactNode } from 'react';

interface InstrumentNameProps {
  base: string;
  quote: string;
  /** The second line: name and venue. */
  children?: ReactNode;
}

/** A pair with its name and venue below. */
export function InstrumentName({ base, quote, children }: InstrumentNameProps) {
  return (
    <span className="instrument">
      <b>
        {base}
        <span>/{quote}</span>
      </b>
      {children !== undefined && <small>{children}</small>}
    </span>
  );
}
