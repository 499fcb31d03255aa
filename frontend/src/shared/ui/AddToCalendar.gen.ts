// Written by `npm run codegen`.
import { sent } from '~/graphql/sent';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
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

export type CalendarEntryFragment = { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string } };

export type CalendarStepQueryVariables = Exact<{
  id: string;
}>;


export type CalendarStepQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, confirmedAt: string | null, closedAt: string | null, rescheduledFrom: { __typename: 'Appointment', id: string } | null } | null };

export const CalendarStepDocument = sent<CalendarStepQuery, CalendarStepQueryVariables>(`query CalendarStep($id: ID!) {
  appointment(id: $id) {
    __typename
    id
    confirmedAt
    closedAt
    rescheduledFrom {
      __typename
      id
    }
  }
}`);
