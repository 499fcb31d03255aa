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

export type HistoryWindowQueryVariables = Exact<{
  status?: Array<AppointmentStatus> | AppointmentStatus | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  after?: string | null | undefined;
  bounded: boolean;
}>;


export type HistoryWindowQuery = { __typename: 'Query', appointments: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } }, older?: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string }> } };

export const HistoryWindowDocument = sent<HistoryWindowQuery, HistoryWindowQueryVariables>(`query HistoryWindow($status: [AppointmentStatus!], $from: DateTime, $to: DateTime, $after: String, $bounded: Boolean!) {
  appointments(
    filter: {status: $status, from: $from, to: $to}
    first: 100
    after: $after
  ) {
    __typename
    nodes {
      __typename
      id
      ...Standing
      ...AppointmentRow
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
  older: appointments(filter: {status: $status, to: $from}, first: 1) @include(if: $bounded) {
    __typename
    nodes {
      __typename
      id
    }
  }
}
fragment Standing on Appointment {
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
}
fragment AppointmentRow on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...ClosedWords
  doctor {
    __typename
    id
    name
    specialties {
      __typename
      code
      name
    }
  }
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment ClosedWords on Appointment {
  __typename
  id
  status
  closedBy
  closedReason
  doctor {
    __typename
    id
    name
  }
}`);
