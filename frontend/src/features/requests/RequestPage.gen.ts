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

export type RequestQueryVariables = Exact<{
  id: string;
}>;


export type RequestQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, createdAt: string, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, reason: string | null, feeCents: number, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string, timeZone: string }, doctor: { __typename: 'Doctor', id: string, timeZone: string }, rescheduledFrom: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string } } | null, history: Array<{ __typename: 'AppointmentStep', through: { __typename: 'Integrator', id: string, name: string } | null }> } | null };

export const RequestDocument = sent<RequestQuery, RequestQueryVariables>(`query Request($id: ID!) {
  appointment(id: $id) {
    __typename
    id
    status
    createdAt
    expiresAt
    confirmedAt
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
    ...RequestFacts
    ...RequestStory
    ...StatusTag
    ...DoctorActions
  }
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
fragment RequestStory on Appointment {
  __typename
  id
  status
  createdAt
  history {
    __typename
    through {
      __typename
      id
      name
    }
  }
  expiresAt
  confirmedAt
  closedAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  ...HowItEnded
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
