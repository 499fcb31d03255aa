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

export type AgendaWeekQueryVariables = Exact<{
  doctorId: string;
  from: string;
  to: string;
}>;


export type AgendaWeekQuery = { __typename: 'Query', doctor: { __typename: 'Doctor', id: string, timeZone: string, slots: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }>, nextSlots: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> } | null };

export type AgendaChangedSubscriptionVariables = Exact<{
  doctorId: string;
  after?: string | null | undefined;
}>;


export type AgendaChangedSubscription = { __typename: 'Subscription', slotChanged: { __typename: 'SlotChange', cursor: string, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus, doctor: { __typename: 'Doctor', id: string } } } };

export type AgendaSlotFragment = { __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus };

export const AgendaWeekDocument = sent<AgendaWeekQuery, AgendaWeekQueryVariables>(`query AgendaWeek($doctorId: ID!, $from: DateTime!, $to: DateTime!) {
  doctor(id: $doctorId) {
    __typename
    id
    timeZone
    slots(from: $from, to: $to) {
      __typename
      ...AgendaSlot
    }
    nextSlots(first: 1) {
      __typename
      ...AgendaSlot
    }
  }
}
fragment AgendaSlot on Slot {
  __typename
  id
  startsAt
  endsAt
  status
}`);

export const AgendaChangedDocument = sent<AgendaChangedSubscription, AgendaChangedSubscriptionVariables>(`subscription AgendaChanged($doctorId: ID!, $after: String) {
  slotChanged(doctorId: $doctorId, after: $after) {
    __typename
    cursor
    slot {
      __typename
      ...AgendaSlot
      doctor {
        __typename
        id
      }
    }
  }
}
fragment AgendaSlot on Slot {
  __typename
  id
  startsAt
  endsAt
  status
}`);
