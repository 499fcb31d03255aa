// The order of the layers stands in the tokens: they come before every component's styles.
import './tokens.css';
import './app.css';

import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { Suspense, useEffect, useRef } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { type First, SessionProvider } from '~/session/session';
import { Notices } from '~/shared/ui/notices';
import { Skeleton } from '~/shared/ui/Skeleton';
import { AppointmentChanges } from './AppointmentChanges';
import { Broken } from './Broken';
import { Footer } from './Footer';
import { Header } from './Header';
import { forgetFirstPage } from './head';
import { Keys } from './keys/Keys';
import { NotFoundPage } from './NotFoundPage';
import { OfflineBanner } from './OfflineBanner';
import { opened, PAGES } from './pages';
import { ROUTES, type RouteName } from './routes';
import { DocumentTitle } from './title';
import { WaitingCount } from './WaitingCount';
import './App.css';

/** The frame around every page. */
export function App({ first }: { first: First }) {
  return (
    <I18nProvider i18n={i18n}>
      <Broken>
        <SessionProvider first={first}>
          <Header />
          <OfflineBanner />
          <Main />
          <Footer />
          <Notices />
          <AppointmentChanges />
          <WaitingCount />
          <Keys />
          <DocumentTitle />
        </SessionProvider>
      </Broken>
    </I18nProvider>
  );
}

function Main() {
  const [path] = useLocation();
  return (
    <main id="main" tabIndex={-1} ref={useArrival(path)}>
      <Broken key={path}>
        <Suspense fallback={<Loading />}>
          <Switch>
            {Object.entries(PAGES).map(([name, Page]) => (
              <Route key={name} path={ROUTES[name as RouteName]}>
                {(params) => <Page {...params} />}
              </Route>
            ))}
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </Suspense>
      </Broken>
    </main>
  );
}

function Loading() {
  return (
    <div className="page">
      <Skeleton />
    </div>
  );
}

/** Who follows a link arrives at the top of the page, with the keyboard and the screen reader too. */
function useArrival(path: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(opened, []);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    forgetFirstPage();
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return main;
}
