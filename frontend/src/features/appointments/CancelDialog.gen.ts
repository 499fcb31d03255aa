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

export type CancelDialogFragment = { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string } };

export type CancelAppointmentMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type CancelAppointmentMutation = { __typename: 'Mutation', cancelAppointment:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, status: SlotStatus } }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'TooLate', deadline: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const CancelAppointmentDocument = sent<CancelAppointmentMutation, CancelAppointmentMutationVariables>(`mutation CancelAppointment($id: ID!, $reason: String!) {
  cancelAppointment(id: $id, reason: $reason) {
    __typename
    __typename
    ... on Appointment {
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
        status
      }
    }
    ... on TooLate {
      __typename
      deadline
    }
    ... on StatusConflict {
      __typename
      status
    }
    ... on InvalidInput {
      __typename
      fields {
        __typename
        path
        message
      }
    }
  }
}`);
