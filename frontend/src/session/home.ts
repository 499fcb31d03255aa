import type { Session } from './session';

/** Where somebody who signed in begins. */
export function homeOf(viewer: Session['viewer']): 'today' | 'appointments' | 'admin' | 'search' {
  if (viewer?.__typename === 'Doctor') return 'today';
  if (viewer?.__typename === 'Administrator') return 'admin';
  return viewer?.__typename === 'Patient' ? 'appointments' : 'search';
}
