import { messages } from '@/lib/text';

/** Texts of the palette that load with it. */
export const texts = messages('palette', {
  recent: 'Recent',
  markets: 'Markets',
  nearestNames: 'Nearest names',
  also: 'also {name}',
  simulated: 'simulated',
  delisted: 'delisted',
  renamed: 'renamed',
  allVenues: 'all venues',
  failed: 'The search did not answer. Pages and actions still work.',
});
