import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { searchQuery } from '@/api/search';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { venueName } from '@/lib/venue-names';
import { classNames } from '@/ui/class-names';
import { Icon } from '@/ui/icon';
import type { ChosenMarket } from './market-choice';
import { marketChoices, searchNote } from './market-choice';
import { welcomeTexts as texts } from './welcome-texts';

const plainMatch = ({ matched_as }: SearchResult): boolean =>
  matched_as === 'symbol' || matched_as === 'ticker' || matched_as === 'name';

function Choice({
  result,
  id,
  active,
  onPick,
}: {
  result: SearchResult;
  id: string;
  active: boolean;
  onPick: () => void;
}) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      // Before the field loses the focus, which would close the list.
      onPointerDown={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      <b className="font-semibold whitespace-nowrap">{result.symbol}</b>
      <small>
        {[venueName(result.provider ?? ''), result.name].filter(Boolean).join(' · ')}
        {!plainMatch(result) && ` · ${t(texts.alsoNamed, { name: result.matched })}`}
      </small>
    </div>
  );
}

interface MarketFieldProps {
  chosen: ChosenMarket | null;
  error: string | null;
  onChoose: (market: ChosenMarket | null) => void;
}

/** A market by any spelling: typing searches, the arrow keys and Enter choose. */
export function MarketField({ chosen, error, onChoose }: MarketFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const query = useDeferredValue(typed ?? '');
  const search = useQuery({ ...searchQuery(query, 20), enabled: open && query.trim() !== '' });
  const results = typed === null ? [] : marketChoices(search.data);
  const active = results[Math.min(at, results.length - 1)];
  const note = typed === null ? null : searchNote(query, search.data, search.isError);
  const listed = open && results.length > 0;
  const problem = error ?? (open || typed !== null ? note : null);

  const pick = (result: SearchResult) => {
    const [symbol = '', provider = ''] = (result.market ?? '').split('@');
    onChoose({ market: result.market ?? '', symbol, provider, printed: result.symbol });
    setTyped(null);
    setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    if (!listed) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((Math.min(at, results.length - 1) + step + results.length) % results.length);
    else if (event.key === 'Enter' && active) pick(active);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className="field relative">
      <label htmlFor={id}>{t(texts.instrument)}</label>
      <div className={classNames('input', error !== null && 'wrong')}>
        <Icon name="search" className="text-text-3" />
        <input
          id={id}
          role="combobox"
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={listed && active ? `${id}-${active.market ?? ''}` : undefined}
          aria-describedby={`${id}-note`}
          aria-invalid={error !== null || undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? chosen?.printed ?? ''}
          onFocus={(event) => event.target.select()}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setAt(0);
            onChoose(null);
          }}
        />
        {typed === null && chosen !== null && (
          <span className="whitespace-nowrap text-text-3">{venueName(chosen.provider)}</span>
        )}
        {listed && (
          <div id={`${id}-list`} role="listbox" aria-label={t(texts.results)} className="options">
            {results.map((result) => (
              <Choice
                key={result.market}
                id={`${id}-${result.market ?? ''}`}
                result={result}
                active={result === active}
                onPick={() => pick(result)}
              />
            ))}
          </div>
        )}
      </div>
      <span id={`${id}-note`} className={error === null ? 'hint' : 'error'} role="status">
        {problem ?? t(texts.instrumentHint)}
      </span>
    </div>
  );
}
