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

export type TodayQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type TodayQuery = { __typename: 'Query', viewer:
    | { __typename: 'Patient' }
    | { __typename: 'Doctor', id: string, slots: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> }
    | { __typename: 'Administrator' }
    | { __typename: 'Integrator' }
   | null, day: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, reason: string | null, expiresAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }> }, late: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, reason: string | null, expiresAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }> }, later: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }> } };

export const TodayDocument = sent<TodayQuery, TodayQueryVariables>(`query Today($from: DateTime!, $to: DateTime!) {
  viewer {
    __typename
    ... on Doctor {
      __typename
      id
      slots(from: $from, to: $to) {
        __typename
        id
        startsAt
        endsAt
        status
      }
    }
  }
  day: appointments(filter: {from: $from, to: $to}, first: 100) {
    __typename
    nodes {
      __typename
      id
      ...DayRow
      ...Spotlight
    }
  }
  late: appointments(filter: {status: [CONFIRMED], to: $from}, first: 20) {
    __typename
    nodes {
      __typename
      id
      ...DayRow
      ...Spotlight
    }
  }
  later: appointments(filter: {status: [CONFIRMED], from: $to}, first: 1) {
    __typename
    nodes {
      __typename
      id
      ...QuietDay
    }
  }
}
fragment DayRow on Appointment {
  __typename
  id
  status
  reason
  expiresAt
  closedAt
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
  ...DoctorActions
  ...HowItEnded
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
}
fragment Spotlight on Appointment {
  __typename
  id
  status
  reason
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
  ...DoctorActions
}
fragment QuietDay on Appointment {
  __typename
  id
  slot {
    __typename
    id
    startsAt
  }
  patient {
    __typename
    id
    name
  }
}`);
