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

export type JoinAsPatientInput = {
  name?: string | null | undefined;
  cpf?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  timeZone?: string;
  locale?: string;
  acceptsTerms: boolean;
};

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

export type JoinAsPatientMutationVariables = Exact<{
  input: JoinAsPatientInput;
}>;


export type JoinAsPatientMutation = { __typename: 'Mutation', joinAsPatient:
    | { __typename: 'Patient', id: string }
    | { __typename: 'AlreadyRegistered', message: string }
    | { __typename: 'InvalidInput', message: string, fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
    | { __typename: 'NewcomerUnknown', message: string }
   };

export const JoinAsPatientDocument = sent<JoinAsPatientMutation, JoinAsPatientMutationVariables>(`mutation JoinAsPatient($input: JoinAsPatientInput!) {
  joinAsPatient(input: $input) {
    __typename
    ... on Patient {
      __typename
      id
    }
    ... on InvalidInput {
      __typename
      fields {
        __typename
        path
        message
      }
    }
    ... on Problem {
      __typename
      message
    }
  }
}`);
