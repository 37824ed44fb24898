import './ui/styles/base.css';
import './ui/styles/form.css';
import './ui/styles/kit.css';
import './ui/styles/chart.css';
import './ui/styles/parts.css';
import './ui/styles/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startOutbox } from './app/outbox.ts';
import { router } from './app/router.tsx';
import { onSignedOut } from './lib/api.ts';
import { startI18n } from './lib/i18n.ts';
import { queryClient } from './lib/query.ts';
import { forgetSession } from './lib/session.ts';

onSignedOut(() => {
  forgetSession();
  void router.invalidate();
});

startOutbox();
await startI18n();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
