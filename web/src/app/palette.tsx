import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useDeferredValue, useRef, useState } from 'react';
import { searchQuery } from '@/api/search';
import { useAllCommands } from '@/lib/commands';
import type { Command as Action } from '@/lib/commands';
import { rememberMarket, useRecentMarkets } from '@/lib/recent-markets';
import { t } from '@/lib/text';
import { HiddenTitle, Overlay } from '@/ui/dialog';
import { Icon } from '@/ui/icon';
import { closeOverlay } from './overlays';
import { findActions, leads } from './palette-order';
import { foundOf, foundOfRecent, foundOfRow, idOf, Result, useReadMarkets } from './palette-results';
import type { Found } from './palette-results';
import { texts as own } from './palette-texts';
import { texts } from './texts';

const MOST_RESULTS = 12;
const SUGGESTIONS = 3;

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <>
      <span className="spring" />
      <span className="flex gap-1">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </span>
    </>
  );
}

function ActionGroup({ heading, actions }: { heading: string; actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  const run = (action: Action) => {
    closeOverlay();
    action.run();
  };
  return (
    <Command.Group heading={heading}>
      {actions.map((action) => (
        <Command.Item key={action.id} value={action.id} onSelect={() => run(action)}>
          {action.label}
          {action.keys && <Keys keys={action.keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** What the typed text finds; without a text the markets that were opened last, or the first ones. */
function useFound(query: string) {
  const deferred = useDeferredValue(query.trim());
  const search = useQuery(searchQuery(deferred, MOST_RESULTS));
  const recent = useRecentMarkets();
  const read = useReadMarkets();
  const rows = new Map(read.map((row) => [row.market, row]));
  if (query.trim() === '') {
    const found = recent.length > 0 ? recent.map(foundOfRecent) : read.slice(0, SUGGESTIONS).map(foundOfRow);
    return { found, rows, nearest: [], heading: recent.length > 0 ? own.recent : own.markets, state: 'done' };
  }
  const { data } = search;
  const answered = data !== undefined && data.query === query.trim();
  const nearest = answered ? data.nearest : [];
  const waits = search.error === null ? ('searching' as const) : ('failed' as const);
  return {
    found: (data?.results ?? []).map(foundOf),
    rows,
    nearest,
    heading: nearest.length > 0 ? own.nearestNames : texts.instruments,
    state: answered ? 'done' : waits,
  };
}

interface NoticeProps {
  query: string;
  found: ReturnType<typeof useFound>;
  hasActions: boolean;
}

/** Says what is not there, or that the answer is not there yet. */
function Notice({ query, found, hasActions }: NoticeProps) {
  if (query === '') return null;
  const nothing = found.found.length === 0 || found.nearest.length > 0;
  const text =
    found.state === 'failed'
      ? t(own.failed)
      : found.state === 'searching'
        ? found.found.length === 0 && !hasActions && t(texts.searching)
        : nothing && !hasActions && t(texts.nothingFound, { query });
  return (
    <div role="status">
      {text && (
        <p className="px-2.5 pt-2 pb-1 text-text-2">
          {text} {found.nearest.length > 0 && t(texts.nearest, { names: found.nearest.join(', ') })}
        </p>
      )}
    </div>
  );
}

/** Everything by typing: instruments by any name, pages and actions. */
export function Palette() {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState('');
  const acted = useRef(false);
  const commands = useAllCommands();
  const typed = query.trim();
  const found = useFound(query);
  const actions = findActions(commands, query);
  const isPage = (action: Action) => action.id.startsWith('page:');
  const actionsFirst = leads(actions, query);

  // The first line is chosen until the user chooses another one, also when the answer comes after the actions.
  const ids = found.found.map(idOf);
  const actionIds = [...actions.filter((one) => !isPage(one)), ...actions.filter(isPage)].map(({ id }) => id);
  const order = actionsFirst ? [...actionIds, ...ids] : [...ids, ...actionIds];
  const current = order.includes(chosen) ? chosen : (order[0] ?? '');

  const act = () => {
    acted.current = true;
  };
  const choose = (id: string) => {
    if (acted.current) setChosen(id);
  };
  const type = (text: string) => {
    acted.current = false;
    setQuery(text);
    setChosen('');
  };
  const open = ({ market, symbol, name, provider, simulated, instrument }: Found) => {
    closeOverlay();
    if (market === null) {
      void navigate({ to: '/markets', search: { q: instrument ?? symbol } });
      return;
    }
    rememberMarket({ market, symbol, name, provider, simulated });
    void navigate({ to: '/chart', search: { market } });
  };

  const results = found.found.length > 0 && (
    <Command.Group key="results" heading={t(found.heading)}>
      {found.found.map((one) => (
        <Result
          key={idOf(one)}
          found={one}
          row={one.market === null ? undefined : found.rows.get(one.market)}
          onOpen={open}
        />
      ))}
    </Command.Group>
  );
  const groups = [
    <ActionGroup key="do" heading={t(texts.actions)} actions={actions.filter((one) => !isPage(one))} />,
    <ActionGroup key="pages" heading={t(texts.pages)} actions={actions.filter(isPage)} />,
  ];
  return (
    <Overlay open onClose={closeOverlay} className="palette">
      <HiddenTitle>{t(texts.searchOrDo)}</HiddenTitle>
      <Command
        label={t(texts.searchOrDo)}
        shouldFilter={false}
        loop
        value={current}
        onValueChange={choose}
        onKeyDownCapture={act}
        onPointerMoveCapture={act}
      >
        <div className="palette-input">
          <Icon name="search" />
          <Command.Input value={query} onValueChange={type} placeholder={t(texts.palettePlaceholder)} />
          <kbd>Esc</kbd>
        </div>
        <Notice query={typed} found={found} hasActions={actions.length > 0} />
        <Command.List label={t(texts.results)}>
          {actionsFirst ? [...groups, results] : [results, ...groups]}
        </Command.List>
      </Command>
      <div className="palette-foot">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t(texts.choose)}
        </span>
        <span>
          <kbd>Enter</kbd> {t(texts.open)}
        </span>
      </div>
    </Overlay>
  );
}
