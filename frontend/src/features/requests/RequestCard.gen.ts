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

export type RequestCardFragment = { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, createdAt: string, reason: string | null, feeCents: number, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, timeZone: string }, patient: { __typename: 'Patient', id: string, name: string, timeZone: string }, rescheduledFrom: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string } } | null };

export type RequestNowQueryVariables = Exact<{
  id: string;
}>;


export type RequestNowQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, createdAt: string, reason: string | null, feeCents: number, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, timeZone: string }, patient: { __typename: 'Patient', id: string, name: string, timeZone: string }, rescheduledFrom: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string } } | null } | null };

export const RequestNowDocument = sent<RequestNowQuery, RequestNowQueryVariables>(`query RequestNow($id: ID!) {
  appointment(id: $id) {
    __typename
    id
    ...RequestCard
  }
}
fragment RequestCard on Appointment {
  __typename
  id
  status
  expiresAt
  createdAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  ...RequestFacts
  ...StatusTag
  ...DoctorActions
  ...HowItEnded
}
fragment RequestFacts on Appointment {
  __typename
  id
  reason
  feeCents
  doctor {
    __typename
    id
    timeZone
  }
  patient {
    __typename
    id
    name
    timeZone
  }
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  rescheduledFrom {
    __typename
    id
    slot {
      __typename
      id
      startsAt
    }
  }
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
}
fragment HowItEnded on Appointment {
  __typename
  id
  status
  closedAt
  closedBy
  closedReason
  patient {
    __typename
    id
    name
  }
}`);
