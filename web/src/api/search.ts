import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, read } from './client';
import type { components } from './schema';

export type SearchResult = components['schemas']['SearchResult'];

/** Instruments and markets by any spelling. The last answer stays until the next one is there. */
export const searchQuery = (q: string, limit = 20) =>
  queryOptions({
    queryKey: ['search', q, limit],
    queryFn: ({ signal }) => read(api.GET('/api/v1/search', { params: { query: { q, limit } }, signal })),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
