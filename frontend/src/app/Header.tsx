import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { SignOutButton } from '~/session/SignOutButton';
import { useSession } from '~/session/session';
import { useStore } from '~/shared/lib/store';
import { Go } from '~/shared/ui/Go';
import { Icon, type IconName } from '~/shared/ui/Icon';
import { ROUTES } from './routes';
import { waiting } from './title';
import './Header.css';

type Plain = 'search' | 'appointments' | 'today' | 'requests' | 'week' | 'availability' | 'admin' | 'signIn';

export function Header() {
  const { t } = useLingui();
  const { viewer } = useSession();
  return (
    <header className="top no-print">
      <a className="skip" href="#main">
        <Trans>Ir para o conteúdo</Trans>
      </a>
      <div className="top-row">
        <Go
          to={viewer?.__typename === 'Doctor' ? 'today' : 'search'}
          className="brand"
          aria-label={t`Health&Med, início`}
        >
          <Logo />
          <span aria-hidden="true">
            Health<b>&amp;</b>Med
          </span>
        </Go>
        <nav aria-label={t`Principal`}>
          <Links />
        </nav>
      </div>
    </header>
  );
}

function Links() {
  const { viewer } = useSession();
  if (viewer?.__typename === 'Doctor') return <DoctorsLinks />;
  return viewer?.__typename === 'Administrator' ? <AdministratorsLinks /> : <PatientsLinks />;
}

function AdministratorsLinks() {
  return (
    <>
      <NavLink to="admin" icon="person">
        <Trans>Administração</Trans>
      </NavLink>
      <SignOutButton />
    </>
  );
}

function PatientsLinks() {
  const { viewer } = useSession();
  return (
    <>
      <NavLink to="search" icon="search">
        <Trans>Buscar</Trans>
      </NavLink>
      {viewer && (
        <NavLink to="appointments" icon="calendar">
          <Trans>Minhas consultas</Trans>
        </NavLink>
      )}
      {viewer ? (
        <SignOutButton />
      ) : (
        <NavLink to="signIn" icon="person">
          <Trans>Entrar</Trans>
        </NavLink>
      )}
    </>
  );
}

function DoctorsLinks() {
  const count = useStore(waiting);
  return (
    <>
      <NavLink to="today" icon="clock">
        <Trans>Hoje</Trans>
      </NavLink>
      <NavLink to="requests" icon="inbox">
        <Trans>Pedidos</Trans>
        {count > 0 && (
          <span className="count">
            {count}
            <span className="sr-only">
              <Trans>aguardando</Trans>
            </span>
          </span>
        )}
      </NavLink>
      <NavLink to="week" icon="calendar">
        <Trans>Semana</Trans>
      </NavLink>
      <NavLink to="availability" icon="repeat">
        <Trans>Horários</Trans>
      </NavLink>
      <SignOutButton />
    </>
  );
}

function NavLink({ to, icon, children }: { to: Plain; icon: IconName; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Go to={to} className="nav-link" aria-current={path === ROUTES[to] ? 'page' : undefined}>
      <Icon name={icon} />
      <span className="nav-word">{children}</span>
    </Go>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#5a2a5c" />
      <path d="M10 8v16M22 8v16M10 16h12" stroke="#ffc845" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
