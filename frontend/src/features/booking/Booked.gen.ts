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

export type BookedAppointmentFragment = { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } };

export type BookedQueryVariables = Exact<{
  id: string;
}>;


export type BookedQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } } | null };

export const BookedDocument = sent<BookedQuery, BookedQueryVariables>(`query Booked($id: ID!) {
  appointment(id: $id) {
    __typename
    ...BookedAppointment
  }
}
fragment BookedAppointment on Appointment {
  __typename
  id
  status
  ...StatusTag
  ...CalendarEntry
  expiresAt
  closedBy
  closedReason
  slot {
    __typename
    ...SheetSlot
  }
  doctor {
    __typename
    ...SheetDoctor
  }
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment CalendarEntry on Appointment {
  __typename
  id
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  doctor {
    __typename
    id
    name
  }
}
fragment SheetSlot on Slot {
  __typename
  id
  startsAt
  endsAt
}
fragment SheetDoctor on Doctor {
  __typename
  id
  name
  timeZone
  feeCents
  specialties {
    __typename
    code
    name
  }
}`);
