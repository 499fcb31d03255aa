import type { ComponentType } from 'react';
import { afterPaint } from '~/shared/lib/afterPaint';
import type { RouteName } from './routes';

/** Pages take their parameters from the address. */
// biome-ignore lint/suspicious/noExplicitAny: each page names the parameters of its own route
export type Page = ComponentType<any>;

/** What is loaded when one goes there. The landing comes with the client itself. */
export const LOADERS: Record<Exclude<RouteName, 'search'>, () => Promise<{ default: Page }>> = {
  doctor: () => import('~/features/doctor/DoctorPage'),
  appointments: () => import('~/features/appointments/AppointmentsPage'),
  appointment: () => import('~/features/appointments/AppointmentPage'),
  signIn: () => import('~/session/SignInPage'),
  completeSignIn: () => import('~/session/CompletePage'),
  register: () => import('~/session/RegisterPage'),
  registerDoctor: () => import('~/session/RegisterDoctorPage'),
  today: () => import('~/features/today/TodayPage'),
  requests: () => import('~/features/requests/RequestsPage'),
  request: () => import('~/features/requests/RequestPage'),
  week: () => import('~/features/week/WeekPage'),
  availability: () => import('~/features/availability/AvailabilityPage'),
  partners: () => import('~/features/partners/PartnersPage'),
  admin: () => import('~/features/admin/AdminPage'),
};

/** Load a page's code before it is needed: the mouse or the keyboard is on a link to it. */
export function prefetch(name: RouteName): void {
  if (name !== 'search') afterPaint(() => LOADERS[name]().catch(() => undefined)); // whoever goes there is told
}
