import { queryOptions } from '@tanstack/react-query';
import { api, read } from './client';

export type { Venue } from './shapes';

export const venuesQuery = queryOptions({
  queryKey: ['venues'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/venues', { signal })),
  refetchInterval: 10_000,
});
