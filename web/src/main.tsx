import './styles/index.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startStream, stream } from '@/api/live';
import { makeQueryClient } from '@/api/query-client';
import { sessionQuery } from '@/api/session';
import { venuesQuery } from '@/api/venues';
import { makeRouter } from '@/app/routes';
import { startPreferences } from '@/lib/preferences';
import { i18n } from '@/lib/text';
import { startPlainCopy } from '@/ui/figure';

const queries = makeQueryClient();
const router = makeRouter(queries);

startPreferences();
startPlainCopy();
startStream();
// Every page needs it; the page shows what fails.
void queries.query(sessionQuery).catch(() => undefined);

// What was missed while the server did not answer is read anew once it does.
let interrupted = false;
stream.connection.subscribe(() => {
  const { state } = stream.connection.get();
  if (state === 'live' && interrupted) void queries.invalidateQueries();
  // Whether the server answers at all, or only the stream is interrupted, a request tells.
  if (state === 'offline') void queries.invalidateQueries(venuesQuery);
  interrupted = state === 'live' ? false : interrupted || state === 'offline';
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
