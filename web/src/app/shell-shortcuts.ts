import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { Command } from '@/lib/commands';
import { useCommands } from '@/lib/commands';
import { flipTheme } from '@/lib/preferences';
import { listenForShortcuts, useShortcut } from '@/lib/shortcuts';
import { t } from '@/lib/text';
import { openOverlay } from './overlays';
import type { Page } from './pages';
import { ACCOUNT_PAGE, PAGES } from './pages';
import { texts } from './texts';

const [MARKETS, CHART, DATA] = PAGES as [Page, Page, Page];

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('main [data-search]');
  if (field) field.focus();
  else openOverlay('palette');
}

function usePageShortcut({ key, name, to }: Page): void {
  const navigate = useNavigate();
  useShortcut(`g ${key}`, t(texts.goTo, { page: t(name) }), () => void navigate({ to }));
}

/** Keys that work on every page, and the commands of the palette that belong to no feature. */
export function useShellShortcuts(): void {
  const navigate = useNavigate();
  usePageShortcut(MARKETS);
  usePageShortcut(CHART);
  usePageShortcut(DATA);
  usePageShortcut(ACCOUNT_PAGE);
  useShortcut('t', t(texts.flipTheme), flipTheme);
  useShortcut('/', t(texts.focusSearch), focusSearch);
  useShortcut('?', t(texts.keysHelp), () => openOverlay('keys'));

  useEffect(listenForShortcuts, []);

  useEffect(() => {
    const palette = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      openOverlay('palette');
    };
    document.addEventListener('keydown', palette);
    return () => document.removeEventListener('keydown', palette);
  }, []);

  const commands = useMemo<readonly Command[]>(
    () => [
      { id: 'theme', label: t(texts.flipTheme), keys: ['T'], keywords: ['theme'], run: flipTheme },
      { id: 'keys', label: t(texts.keysHelp), keys: ['?'], run: () => openOverlay('keys') },
      ...[...PAGES, ACCOUNT_PAGE].map(({ to, name, key }) => ({
        id: `page:${to}`,
        label: t(name),
        keys: ['G', key.toUpperCase()],
        run: () => void navigate({ to }),
      })),
    ],
    [navigate],
  );
  useCommands(commands);
}
