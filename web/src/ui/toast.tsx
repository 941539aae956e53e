import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { createStore, useStore } from '@/lib/store';
import { t } from '@/lib/text';
import { Button } from './button';
import { texts } from './texts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly wrong: boolean;
  readonly undo?: (() => void) | undefined;
  readonly onGone?: (() => void) | undefined;
}

const SHOWN_MILLIS = 6_000;
const MOST = 3;

const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

interface ToastOptions {
  undo?: () => void;
  wrong?: boolean;
  /** The toast went without an undo. */
  onGone?: () => void;
}

function remove(toast: Toast): void {
  toasts.set((all) => all.filter(({ id }) => id !== toast.id));
  toast.onGone?.();
}

/** Says what happened for 6 seconds. `undo` takes it back; `wrong` marks a failure. */
export function showToast(text: string, { undo, wrong = false, onGone }: ToastOptions = {}): void {
  const all = [...toasts.get(), { id: nextId++, text, wrong, undo, onGone }];
  toasts.set(all.slice(-MOST));
  for (const toast of all.slice(0, -MOST)) toast.onGone?.();
}

function ToastBox({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => remove(toast), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    <div
      className={toast.wrong ? 'toast wrong' : 'toast'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          small
          onClick={() => {
            toast.undo?.();
            remove({ ...toast, onGone: undefined });
          }}
        >
          {t(texts.undo)}
        </Button>
      )}
      <Button small kind="ghost" onClick={() => remove(toast)}>
        {t(texts.close)}
      </Button>
    </div>
  );
}

/** The place of the toasts; once a page. */
export function ToastLayer() {
  const all = useStore(toasts);
  return createPortal(
    <div className="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <ToastBox key={toast.id} toast={toast} />
      ))}
    </div>,
    document.body,
  );
}
