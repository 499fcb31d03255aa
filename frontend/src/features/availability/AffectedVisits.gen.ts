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

export type AffectedVisitsQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type AffectedVisitsQuery = { __typename: 'Query', appointments: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }> } };

export type AffectedVisitFragment = { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } };

export const AffectedVisitsDocument = sent<AffectedVisitsQuery, AffectedVisitsQueryVariables>(`query AffectedVisits($from: DateTime!, $to: DateTime!) {
  appointments(
    filter: {status: [PENDING, CONFIRMED], from: $from, to: $to}
    first: 100
  ) {
    __typename
    nodes {
      __typename
      id
      ...AffectedVisit
    }
  }
}
fragment AffectedVisit on Appointment {
  __typename
  id
  ...ComingVisit
  ...DoctorActions
}
fragment ComingVisit on Appointment {
  __typename
  id
  status
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
  ...StatusTag
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
