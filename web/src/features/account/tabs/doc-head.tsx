import type { ReactNode } from 'react';

/** The head of a part of the page: its title, its actions at the right, and a sentence below. */
export function DocHead({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <>
      <div className="section-head">
        <h2>{title}</h2>
        <span className="spring" />
        {children}
      </div>
      <p className="account-text mb-3">{text}</p>
    </>
  );
}
