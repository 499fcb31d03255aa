import type { Session } from './session';

/** Where somebody who signed in begins. */
export function homeOf(viewer: Session['viewer']): 'today' | 'appointments' | 'search' {
  if (viewer?.__typename === 'Doctor') return 'today';
  return viewer?.__typename === 'Patient' ? 'appointments' : 'search';
}
