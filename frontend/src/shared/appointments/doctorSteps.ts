/** What a doctor can do with an appointment, and when. The server has the last word. */
import type { DoctorActionsFragment } from './DoctorActions.gen';

export type Step = 'accept' | 'decline' | 'cancel' | 'complete' | 'noShow';
type Status = DoctorActionsFragment['status'];
export type Dated = Pick<DoctorActionsFragment, 'status' | 'expiresAt'> & { slot: { startsAt: string } };

/** Where each step leads. */
export const LEADS_TO: Record<Step, Status> = {
  accept: 'CONFIRMED',
  decline: 'DECLINED',
  cancel: 'CANCELLED',
  complete: 'COMPLETED',
  noShow: 'NO_SHOW',
};

export function openSteps(appointment: Dated, now: number): readonly Step[] {
  if (appointment.status === 'PENDING') return hasLapsed(appointment, now) ? [] : ['accept', 'decline'];
  if (appointment.status !== 'CONFIRMED') return [];
  return hasBegun(appointment, now) ? ['complete', 'noShow'] : ['cancel'];
}

export function hasBegun({ slot }: Pick<Dated, 'slot'>, now: number): boolean {
  return Date.parse(slot.startsAt) <= now;
}

/** Nobody answered in time, whether or not the server has told so yet. */
export function hasLapsed({ status, expiresAt }: Pick<Dated, 'status' | 'expiresAt'>, now: number): boolean {
  return status === 'PENDING' && expiresAt !== null && Date.parse(expiresAt) <= now;
}
