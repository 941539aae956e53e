import type { QueryClient } from '@tanstack/react-query';
import { endToken, tokensQuery } from '@/api/account';
import { createStore } from '@/lib/store';
import { t } from '@/lib/text';
import { showToast } from '@/ui/toast';
import { texts } from '../texts';

/** The tokens that are being revoked: hidden at once, ended when the undo has passed or the page is left. */
export const revoking = createStore<ReadonlySet<number>>(new Set());

const open = new Map<number, () => void>();
let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  addEventListener('pagehide', () => {
    for (const end of [...open.values()]) end();
  });
}

const forget = (id: number): void =>
  revoking.set((all) => {
    const rest = new Set(all);
    rest.delete(id);
    return rest;
  });

/** Revokes a token unless it is undone while its toast is shown. */
export function revoke(queries: QueryClient, { id, name }: { id: number; name: string }): void {
  listen();
  revoking.set((all) => new Set(all).add(id));
  const end = () => {
    if (!open.delete(id)) return;
    endToken(id)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : '';
        showToast(t(texts.notRevoked, { name, reason }), { wrong: true });
      })
      .then(() => queries.invalidateQueries({ queryKey: tokensQuery.queryKey }))
      .finally(() => forget(id))
      .catch(() => undefined);
  };
  open.set(id, end);
  const undo = () => {
    open.delete(id);
    forget(id);
  };
  showToast(t(texts.revoked, { name }), { undo, onGone: end });
}
