import { useAllShortcuts } from '@/lib/shortcuts';
import { usePreferences } from '@/lib/preferences';
import { t } from '@/lib/text';
import { Dialog } from '@/ui/dialog';
import { closeOverlay, COMMAND_KEY } from './overlays';
import { texts } from './texts';

/** Every key that does something here. */
export function KeysDialog() {
  const shortcuts = useAllShortcuts();
  const { shortcuts: on } = usePreferences();
  const fixed = [
    { keys: [COMMAND_KEY, 'K'], label: t(texts.openPalette) },
    { keys: ['↑', '↓'], label: t(texts.rows) },
    { keys: ['Enter'], label: t(texts.openRow) },
    { keys: ['Esc'], label: t(texts.closeOverlay) },
  ];
  const bound = shortcuts.map(({ keys, label }) => ({
    keys: keys.split(' ').map((key) => key.toUpperCase()),
    label,
  }));
  return (
    <Dialog open onClose={closeOverlay} title={t(texts.keys)}>
      {!on && <p className="text-text-2">{t(texts.keysOff)}</p>}
      <dl className="facts">
        {[...fixed, ...(on ? bound : [])].map(({ keys, label }) => (
          <div key={keys.join(' ')} className="contents">
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className="ml-1">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-12 text-text-3">
        <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
          {t(texts.chartsBy)}
        </a>
      </p>
    </Dialog>
  );
}
