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

export type WeekQueryVariables = Exact<{
  doctor: string;
  from: string;
  middle: string;
  to: string;
}>;


export type WeekQuery = { __typename: 'Query', doctor: { __typename: 'Doctor', id: string, slots: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> } | null, availability: { __typename: 'Availability', absences: Array<{ __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null }> } | null, early: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } }, late: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } };

export type WeekPartFragment = { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } };

export type WeekAbsenceFragment = { __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null };

export type WeekSlotsSubscriptionVariables = Exact<{
  doctor: string;
  after?: string | null | undefined;
}>;


export type WeekSlotsSubscription = { __typename: 'Subscription', slotChanged: { __typename: 'SlotChange', cursor: string, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus, doctor: { __typename: 'Doctor', id: string } } } };

export const WeekDocument = sent<WeekQuery, WeekQueryVariables>(`query Week($doctor: ID!, $from: DateTime!, $middle: DateTime!, $to: DateTime!) {
  doctor(id: $doctor) {
    __typename
    id
    slots(from: $from, to: $to) {
      __typename
      id
      ...WeekSlot
    }
  }
  availability {
    __typename
    absences {
      __typename
      ...WeekAbsence
    }
  }
  early: appointments(
    filter: {status: [PENDING, CONFIRMED, COMPLETED, NO_SHOW], from: $from, to: $middle}
    first: 100
  ) {
    __typename
    ...WeekPart
  }
  late: appointments(
    filter: {status: [PENDING, CONFIRMED, COMPLETED, NO_SHOW], from: $middle, to: $to}
    first: 100
  ) {
    __typename
    ...WeekPart
  }
}
fragment WeekSlot on Slot {
  __typename
  id
  startsAt
  endsAt
  status
}
fragment WeekAbsence on Absence {
  __typename
  id
  startsAt
  endsAt
  note
}
fragment WeekPart on AppointmentConnection {
  __typename
  nodes {
    __typename
    id
    ...WeekVisit
  }
  pageInfo {
    __typename
    hasNextPage
  }
}
fragment WeekVisit on Appointment {
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
}`);

export const WeekSlotsDocument = sent<WeekSlotsSubscription, WeekSlotsSubscriptionVariables>(`subscription WeekSlots($doctor: ID!, $after: String) {
  slotChanged(doctorId: $doctor, after: $after) {
    __typename
    cursor
    slot {
      __typename
      id
      startsAt
      endsAt
      status
      doctor {
        __typename
        id
      }
    }
  }
}`);
