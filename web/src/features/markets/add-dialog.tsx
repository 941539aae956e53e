import { useState } from 'react';
import type { SearchResult } from '@/api/search';
import { t } from '@/lib/text';
import { Dialog } from '@/ui/dialog';
import { AddForm } from './add-form';
import { AddSearch } from './add-search';
import { texts } from './add-texts';

interface AddDialogProps {
  /** What is searched for at first. */
  query: string;
  /** Chosen already. */
  market: SearchResult | null;
  onAdded: (market: string) => void;
  onClose: () => void;
}

/** Finds a market by any name, and follows or only watches it. */
export function AddDialog({ query: first, market, onAdded, onClose }: AddDialogProps) {
  const [query, setQuery] = useState(first);
  const [chosen, setChosen] = useState<SearchResult | null>(market);
  if (chosen !== null)
    return <AddForm market={chosen} onBack={() => setChosen(null)} onAdded={onAdded} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={t(texts.title)}>
      <AddSearch query={query} onQuery={setQuery} onChoose={setChosen} />
    </Dialog>
  );
}
