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

export type MoveSheetFragment = { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string } };

export type RescheduleAppointmentMutationVariables = Exact<{
  id: string;
  slotId: string;
}>;


export type RescheduleAppointmentMutation = { __typename: 'Mutation', rescheduleAppointment:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, createdAt: string, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }, rescheduledFrom: { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, status: SlotStatus } } | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'TooLate', deadline: string }
    | { __typename: 'SlotNotFound' }
    | { __typename: 'SlotTaken', alternatives: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> }
    | { __typename: 'SlotInThePast' }
    | { __typename: 'PatientBusy', appointment: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string } } }
    | { __typename: 'InvalidInput', message: string }
   };

export const RescheduleAppointmentDocument = sent<RescheduleAppointmentMutation, RescheduleAppointmentMutationVariables>(`mutation RescheduleAppointment($id: ID!, $slotId: ID!) {
  rescheduleAppointment(id: $id, slotId: $slotId) {
    __typename
    __typename
    ... on Appointment {
      __typename
      id
      status
      createdAt
      expiresAt
      slot {
        __typename
        id
        startsAt
        endsAt
        status
      }
      rescheduledFrom {
        __typename
        id
        status
        expiresAt
        closedAt
        closedBy
        closedReason
        slot {
          __typename
          id
          startsAt
          status
        }
      }
    }
    ... on StatusConflict {
      __typename
      status
    }
    ... on TooLate {
      __typename
      deadline
    }
    ... on InvalidInput {
      __typename
      message
    }
    ... on SlotTaken {
      __typename
      alternatives {
        __typename
        ...AgendaSlot
      }
    }
    ... on PatientBusy {
      __typename
      appointment {
        __typename
        id
        slot {
          __typename
          id
          startsAt
        }
        doctor {
          __typename
          id
          name
        }
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
