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

export type AvailabilityQueryVariables = Exact<{
  from: string;
}>;


export type AvailabilityQuery = { __typename: 'Query', availability: { __typename: 'Availability', rules: Array<{ __typename: 'AvailabilityRule', weekday: Weekday, startsAt: string, endsAt: string, visitMinutes: number, gapMinutes: number }>, absences: Array<{ __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null }> } | null, appointments: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } };

export type TemplateRuleFragment = { __typename: 'AvailabilityRule', weekday: Weekday, startsAt: string, endsAt: string, visitMinutes: number, gapMinutes: number };

export const AvailabilityDocument = sent<AvailabilityQuery, AvailabilityQueryVariables>(`query Availability($from: DateTime!) {
  availability {
    __typename
    rules {
      __typename
      ...TemplateRule
    }
    absences {
      __typename
      ...AbsenceItem
    }
  }
  appointments(filter: {status: [PENDING, CONFIRMED], from: $from}, first: 100) {
    __typename
    nodes {
      __typename
      id
      ...ComingVisit
    }
    pageInfo {
      __typename
      hasNextPage
    }
  }
}
fragment TemplateRule on AvailabilityRule {
  __typename
  weekday
  startsAt
  endsAt
  visitMinutes
  gapMinutes
}
fragment AbsenceItem on Absence {
  __typename
  id
  startsAt
  endsAt
  note
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
}`);
