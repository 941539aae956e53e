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
}

const SHOWN_MILLIS = 6_000;
const MOST = 3;

const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

const remove = (id: number): void => toasts.set((all) => all.filter((toast) => toast.id !== id));

/** Says what happened for 6 seconds. `undo` takes it back; `wrong` marks a failure. */
export function showToast(text: string, options: { undo?: () => void; wrong?: boolean } = {}): void {
  const toast = { id: nextId++, text, wrong: options.wrong ?? false, undo: options.undo };
  toasts.set((all) => [...all, toast].slice(-MOST));
}

function ToastBox({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => remove(toast.id), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
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
            remove(toast.id);
          }}
        >
          {t(texts.undo)}
        </Button>
      )}
      <Button small kind="ghost" onClick={() => remove(toast.id)}>
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
