import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { FeatureRoute } from '../lib/feature.ts';
import { queryClient } from '../lib/query.ts';
import { sessionQuery } from '../lib/session.ts';
import { PageSkeleton } from '../ui/Skeleton.tsx';
import { NotFound, PageFailed } from './Faults.tsx';
import { featureRoutes, homeFor } from './features.ts';
import { MorePage } from './MorePage.tsx';
import { Shell } from './Shell.tsx';

const AntdFrame = lazy(() => import('../ui/antd.tsx'));

const WithAntd = () => (
  <Suspense fallback={<PageSkeleton />}>
    <AntdFrame>
      <Outlet />
    </AntdFrame>
  </Suspense>
);

const root = createRootRoute({ notFoundComponent: NotFound });

const open = createRoute({ getParentRoute: () => root, id: 'open', component: WithAntd });

/** Pages behind sign-in. A handed-out password must be changed before anything else. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/login', search: { next: location.href } as never });
    if (session.mustChangePassword && location.pathname !== '/password') {
      throw redirect({ to: '/password' as never });
    }
    if (location.pathname === '/') throw redirect({ to: homeFor(session) as never });
  },
});
const plain = createRoute({ getParentRoute: () => signedIn, id: 'plain' });
const bare = createRoute({ getParentRoute: () => signedIn, id: 'bare', component: WithAntd });
const shell = createRoute({ getParentRoute: () => signedIn, id: 'shell', component: Shell });
const app = createRoute({ getParentRoute: () => shell, id: 'app', component: WithAntd });
const home = createRoute({ getParentRoute: () => signedIn, path: '/' });
const more = createRoute({ getParentRoute: () => shell, path: '/more', component: MorePage });

function parentOf(route: FeatureRoute): AnyRoute {
  if (route.open) return route.frame === 'plain' ? root : open;
  switch (route.frame) {
    case 'bare':
      return bare;
    case 'plain':
      return plain;
    case 'light':
      return shell;
    default:
      return app;
  }
}
const pagesUnder = (parent: AnyRoute) =>
  featureRoutes
    .filter((r) => parentOf(r) === parent)
    .map((r) =>
      createRoute({
        getParentRoute: () => parent,
        path: r.path,
        component: lazyRouteComponent(r.load),
      }),
    );

const routeTree = root.addChildren([
  ...pagesUnder(root),
  open.addChildren(pagesUnder(open)),
  signedIn.addChildren([
    home,
    plain.addChildren(pagesUnder(plain)),
    bare.addChildren(pagesUnder(bare)),
    shell.addChildren([more, app.addChildren(pagesUnder(app)), ...pagesUnder(shell)]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 100,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['.lf-main'],
});
