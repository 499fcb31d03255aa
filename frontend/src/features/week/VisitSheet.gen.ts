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

export type VisitSheetQueryVariables = Exact<{
  id: string;
}>;


export type VisitSheetQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, reason: string | null, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } } | null };

export type VisitSheetFragment = { __typename: 'Appointment', id: string, reason: string | null, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } };

export const VisitSheetDocument = sent<VisitSheetQuery, VisitSheetQueryVariables>(`query VisitSheet($id: ID!) {
  appointment(id: $id) {
    __typename
    ...VisitSheet
  }
}
fragment VisitSheet on Appointment {
  __typename
  id
  reason
  ...StatusTag
  ...DoctorActions
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment DoctorActions on Appointment {
  __typename
  id
  status
  expiresAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  patient {
    __typename
    id
    name
  }
}`);
