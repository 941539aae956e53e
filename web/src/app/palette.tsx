import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useDeferredValue, useState } from 'react';
import { searchQuery } from '@/api/search';
import type { SearchResult } from '@/api/search';
import { useAllCommands } from '@/lib/commands';
import type { Command as Action } from '@/lib/commands';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { HiddenTitle, Overlay } from '@/ui/dialog';
import { Icon } from '@/ui/icon';
import { closeOverlay } from './overlays';
import { texts } from './texts';

const matches = (action: Action, query: string): boolean => {
  const text = [action.label, ...(action.keywords ?? [])].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

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

function ResultText({ result }: { result: SearchResult }) {
  const [base, quote] = result.symbol.split('/');
  const hidden =
    result.matched_as === 'symbol' || result.matched_as === 'ticker' || result.matched_as === 'name';
  return (
    <>
      <b className="font-semibold whitespace-nowrap">
        {base}
        {quote !== undefined && <span className="font-normal text-text-3">/{quote}</span>}
      </b>
      <span className="truncate text-text-3">
        {[result.name, result.provider === null || result.simulated ? null : venueName(result.provider)]
          .filter(Boolean)
          .join(' · ')}
        {result.simulated && <span className="text-sim"> · {t(texts.simulated)}</span>}
        {!hidden && (
          <>
            {' · '}
            <mark>{t(texts.alsoNamed, { name: result.matched })}</mark>
          </>
        )}
      </span>
    </>
  );
}

function Results({ query }: { query: string }) {
  const navigate = useNavigate();
  const { data, isFetching } = useQuery(searchQuery(query, 12));
  if (query.trim() === '' || data === undefined) return null;
  const open = (result: SearchResult) => {
    closeOverlay();
    if (result.market !== null) void navigate({ to: '/chart', search: { market: result.market } });
    else void navigate({ to: '/markets', search: { q: result.instrument ?? result.symbol } });
  };
  if (data.results.length === 0)
    return isFetching ? null : (
      <p className="px-3 py-2 text-text-2">
        {t(texts.nothingFound, { query })}{' '}
        {data.nearest.length > 0 && t(texts.nearest, { names: data.nearest.join(', ') })}
      </p>
    );
  return (
    <Command.Group heading={t(texts.instruments)}>
      {data.results.map((result) => {
        const id = `${result.kind}:${result.market ?? result.instrument ?? result.symbol}`;
        return (
          <Command.Item key={id} value={id} onSelect={() => open(result)}>
            <ResultText result={result} />
          </Command.Item>
        );
      })}
    </Command.Group>
  );
}

/** Everything by typing: instruments by any name, pages and actions. */
export function Palette() {
  const [query, setQuery] = useState('');
  const deferred = useDeferredValue(query);
  const commands = useAllCommands();
  const found = query.trim() === '' ? commands : commands.filter((action) => matches(action, query));
  const isPage = (action: Action) => action.id.startsWith('page:');
  return (
    <Overlay open onClose={closeOverlay} className="palette">
      <HiddenTitle>{t(texts.searchOrDo)}</HiddenTitle>
      <Command label={t(texts.searchOrDo)} shouldFilter={false} loop>
        <div className="palette-input">
          <Icon name="search" />
          <Command.Input value={query} onValueChange={setQuery} placeholder={t(texts.palettePlaceholder)} />
          <kbd>Esc</kbd>
        </div>
        <Command.List label={t(texts.results)}>
          <Results query={deferred} />
          <ActionGroup heading={t(texts.actions)} actions={found.filter((action) => !isPage(action))} />
          <ActionGroup heading={t(texts.pages)} actions={found.filter(isPage)} />
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
