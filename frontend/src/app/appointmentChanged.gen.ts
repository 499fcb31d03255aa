// Written by `npm run codegen`.
import { sent } from '~/graphql/sent';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type AppointmentChangeKind =
  | 'BOOKED'
  | 'CONFIRMED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'RESCHEDULED'
  | 'COMPLETED'
  | 'NO_SHOW';

export type AppointmentStatus =
  | 'PENDING'
  | 'CONFIRMED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'COMPLETED'
  | 'NO_SHOW';

export type Party =
  | 'PATIENT'
  | 'DOCTOR'
  | 'SYSTEM';

export type Role =
  | 'PATIENT'
  | 'DOCTOR'
  | 'ADMINISTRATOR';

/** FREE can be booked; HELD lapses by itself. */
export type SlotStatus =
  | 'FREE'
  | 'HELD'
  | 'BUSY'
  | 'WITHDRAWN';

export type Weekday =
  | 'MONDAY'
  | 'TUESDAY'
  | 'WEDNESDAY'
  | 'THURSDAY'
  | 'FRIDAY'
  | 'SATURDAY'
  | 'SUNDAY';

export type AppointmentChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AppointmentChangedSubscription = { __typename: 'Subscription', appointmentChanged: { __typename: 'AppointmentChange', cursor: string, kind: AppointmentChangeKind, appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, reason: string | null, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }, doctor: { __typename: 'Doctor', id: string, name: string }, patient: { __typename: 'Patient', id: string, name: string }, rescheduledFrom: { __typename: 'Appointment', id: string, status: AppointmentStatus } | null } } };

export const AppointmentChangedDocument = sent<AppointmentChangedSubscription, AppointmentChangedSubscriptionVariables>(`subscription AppointmentChanged($after: String) {
  appointmentChanged(after: $after) {
    __typename
    cursor
    kind
    appointment {
      __typename
      id
      status
      reason
      expiresAt
      confirmedAt
      closedAt
      closedBy
      closedReason
      slot {
        __typename
        id
        startsAt
        endsAt
        status
      }
      doctor {
        __typename
        id
        name
      }
      patient {
        __typename
        id
        name
      }
      rescheduledFrom {
        __typename
        id
        status
      }
    }
  }
}`);
