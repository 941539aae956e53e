import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Shown {
  readonly target: HTMLElement;
  readonly text: string;
}

const ID = 'tip';
const LEAVE_MILLIS = 120; // long enough to move the pointer into the tip

const targetOf = (event: Event): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null;

/** Whether the target's own name already says it. */
const isNamed = (target: HTMLElement, text: string): boolean =>
  target.getAttribute('aria-label')?.includes(text) ?? false;

function place(tip: HTMLElement, target: HTMLElement): void {
  const at = target.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const left = Math.max(8, Math.min(innerWidth - width - 8, at.left + at.width / 2 - width / 2));
  tip.style.left = `${left}px`;
  tip.style.top = `${at.top > height + 14 ? at.top - height - 8 : at.bottom + 8}px`;
}

/**
 * The one tip of the page. Any element with `data-tip` shows it on hover and focus, and a dash or dashed control
 * on tap too; Escape puts it away, and the pointer may enter it.
 */
export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const hide = () => setShown(null);
    const show = (event: Event) => {
      const target = targetOf(event);
      const text = target?.dataset['tip'];
      clearTimeout(leaving);
      if (target !== null && text) setShown({ target, text });
      else if (!(event.target instanceof Node && box.current?.contains(event.target)))
        leaving = setTimeout(hide, LEAVE_MILLIS);
    };
    const focus = (event: Event) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) show(event);
      else hide();
    };
    const click = (event: Event) => {
      const target = targetOf(event);
      if (target?.matches('.not-known, [aria-disabled]')) show(event);
      else hide();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', focus);
    document.addEventListener('click', click);
    document.addEventListener('keydown', escape, true);
    addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      clearTimeout(leaving);
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('click', click);
      document.removeEventListener('keydown', escape, true);
      removeEventListener('scroll', hide, { capture: true });
    };
  }, []);

  useLayoutEffect(() => {
    if (shown === null || box.current === null) return undefined;
    const { target, text } = shown;
    place(box.current, target);
    if (isNamed(target, text) || target.hasAttribute('aria-describedby')) return undefined;
    target.setAttribute('aria-describedby', ID);
    return () => target.removeAttribute('aria-describedby');
  }, [shown]);

  if (shown === null) return null;
  return (
    <div ref={box} id={ID} role="tooltip" className="tip">
      {shown.text}
    </div>
  );
}
