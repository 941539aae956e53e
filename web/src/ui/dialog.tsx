import * as Radix from '@radix-ui/react-dialog';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { t } from '@/lib/text';
import { IconButton } from './button';
import { classNames } from './class-names';
import { texts } from './texts';

let locks = 0;

/**
 * Keeps the page behind an overlay from scrolling. Radix would do so with its Overlay, which adds a <style>
 * element that the server's policy refuses; this sets an attribute instead.
 */
function ScrollLock() {
  useEffect(() => {
    const { documentElement: root } = document;
    if (locks === 0) root.dataset['locked'] = innerWidth > root.clientWidth ? 'bar' : '';
    locks++;
    return () => {
      locks--;
      if (locks === 0) delete document.documentElement.dataset['locked'];
    };
  }, []);
  return null;
}

/**
 * Gives the focus to the field that wants it, else to the overlay itself, so that no button at its head is
 * active. A field's own autoFocus has no effect in an overlay over another one, which holds the focus until
 * the new one has it.
 */
const focusWanted = (event: Event) => {
  const { currentTarget } = event;
  if (!(currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  (currentTarget.querySelector<HTMLElement>('[data-autofocus]') ?? currentTarget).focus();
};

/** A click on a toast or a tip does not close what is open. */
const keepOpen = (event: { target: EventTarget | null; preventDefault: () => void }) => {
  if (event.target instanceof Element && event.target.closest('.toasts, .tip')) event.preventDefault();
};

export interface OverlayProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Beside the title: a tag. */
  aside?: ReactNode;
  children: ReactNode;
}

interface FrameProps extends Omit<OverlayProps, 'aside' | 'title'> {
  className: string;
}

/** What lies over the page and keeps the focus; Escape and a click beside it close it, and the focus returns. */
export function Overlay({ open, onClose, className, children }: FrameProps) {
  // Radix returns the focus to its own Trigger only, and these overlays are opened by state.
  const opener = useRef<Element | null>(null);
  const returnFocus = (event: Event) => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement && opener.current !== document.body) opener.current.focus();
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Radix.Portal>
        <div className="scrim">
          <ScrollLock />
          <Radix.Content
            className={className}
            aria-describedby={undefined}
            onOpenAutoFocus={(event) => {
              opener.current = document.activeElement;
              focusWanted(event);
            }}
            onCloseAutoFocus={returnFocus}
            onInteractOutside={keepOpen}
          >
            {children}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The name of an overlay, for one that shows no title. */
export const HiddenTitle = ({ children }: { children: string }) => (
  <Radix.Title className="sr-only">{children}</Radix.Title>
);

function Head({ title, aside }: { title: string; aside?: ReactNode }) {
  return (
    <div className="dialog-head">
      <Radix.Title>{title}</Radix.Title>
      {aside}
      <span className="spring" />
      <Radix.Close asChild>
        <IconButton icon="close" label={t(texts.close)} />
      </Radix.Close>
    </div>
  );
}

interface DialogProps extends OverlayProps {
  wide?: boolean;
  /** Buttons at the foot: Cancel first, the action last. */
  foot?: ReactNode;
  /** Makes the dialog a form; Enter in a field submits it. */
  onSubmit?: () => void;
}

export function Dialog({ open, onClose, title, aside, wide, foot, onSubmit, children }: DialogProps) {
  const inner = (
    <>
      <Head title={title} aside={aside} />
      <div className="dialog-body">{children}</div>
      {foot && <div className="dialog-foot">{foot}</div>}
    </>
  );
  return (
    <Overlay open={open} onClose={onClose} className={classNames('dialog', wide && 'wide')}>
      {onSubmit ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            onSubmit();
          }}
        >
          {inner}
        </form>
      ) : (
        inner
      )}
    </Overlay>
  );
}

/** Details from the side; on a phone from below. */
export function Drawer({ open, onClose, title, aside, children }: OverlayProps) {
  return (
    <Overlay open={open} onClose={onClose} className="drawer">
      <Head title={title} aside={aside} />
      {children}
    </Overlay>
  );
}
