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

export type DoctorActionsFragment = { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } };

export type DoctorStepTakenFragment = { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null };

export type AcceptRequestMutationVariables = Exact<{
  id: string;
}>;


export type AcceptRequestMutation = { __typename: 'Mutation', answer:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
   };

export type DeclineRequestMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type DeclineRequestMutation = { __typename: 'Mutation', answer:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export type CancelVisitMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type CancelVisitMutation = { __typename: 'Mutation', answer:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'TooLate', deadline: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export type CompleteVisitMutationVariables = Exact<{
  id: string;
}>;


export type CompleteVisitMutation = { __typename: 'Mutation', answer:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'TooEarly', notBefore: string }
   };

export type MarkNoShowMutationVariables = Exact<{
  id: string;
}>;


export type MarkNoShowMutation = { __typename: 'Mutation', answer:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null }
    | { __typename: 'AppointmentNotFound' }
    | { __typename: 'StatusConflict', status: AppointmentStatus }
    | { __typename: 'TooEarly', notBefore: string }
   };

export type DoctorStepStateQueryVariables = Exact<{
  id: string;
}>;


export type DoctorStepStateQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, confirmedAt: string | null, closedAt: string | null, closedBy: Party | null, closedReason: string | null } | null };

export const AcceptRequestDocument = sent<AcceptRequestMutation, AcceptRequestMutationVariables>(`mutation AcceptRequest($id: ID!) {
  answer: confirmAppointment(id: $id) {
    __typename
    ...DoctorStepTaken
    ... on StatusConflict {
      __typename
      status
    }
  }
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);

export const DeclineRequestDocument = sent<DeclineRequestMutation, DeclineRequestMutationVariables>(`mutation DeclineRequest($id: ID!, $reason: String!) {
  answer: declineAppointment(id: $id, reason: $reason) {
    __typename
    ...DoctorStepTaken
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
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);

export const CancelVisitDocument = sent<CancelVisitMutation, CancelVisitMutationVariables>(`mutation CancelVisit($id: ID!, $reason: String!) {
  answer: cancelAppointment(id: $id, reason: $reason) {
    __typename
    ...DoctorStepTaken
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
      fields {
        __typename
        path
        message
      }
    }
  }
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);

export const CompleteVisitDocument = sent<CompleteVisitMutation, CompleteVisitMutationVariables>(`mutation CompleteVisit($id: ID!) {
  answer: completeAppointment(id: $id) {
    __typename
    ...DoctorStepTaken
    ... on StatusConflict {
      __typename
      status
    }
    ... on TooEarly {
      __typename
      notBefore
    }
  }
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);

export const MarkNoShowDocument = sent<MarkNoShowMutation, MarkNoShowMutationVariables>(`mutation MarkNoShow($id: ID!) {
  answer: markNoShow(id: $id) {
    __typename
    ...DoctorStepTaken
    ... on StatusConflict {
      __typename
      status
    }
    ... on TooEarly {
      __typename
      notBefore
    }
  }
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);

export const DoctorStepStateDocument = sent<DoctorStepStateQuery, DoctorStepStateQueryVariables>(`query DoctorStepState($id: ID!) {
  appointment(id: $id) {
    __typename
    ...DoctorStepTaken
  }
}
fragment DoctorStepTaken on Appointment {
  __typename
  id
  status
  expiresAt
  confirmedAt
  closedAt
  closedBy
  closedReason
}`);
