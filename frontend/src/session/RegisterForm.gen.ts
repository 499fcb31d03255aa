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

export type RegisterPatientInput = {
  name: string;
  cpf: string;
  email: string;
  password: string;
  phone?: string | null | undefined;
  timeZone?: string;
  locale?: string;
  acceptsTerms: boolean;
};

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

export type RegisterPatientMutationVariables = Exact<{
  input: RegisterPatientInput;
}>;


export type RegisterPatientMutation = { __typename: 'Mutation', registerPatient:
    | { __typename: 'Patient', id: string }
    | { __typename: 'AlreadyRegistered', message: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const RegisterPatientDocument = sent<RegisterPatientMutation, RegisterPatientMutationVariables>(`mutation RegisterPatient($input: RegisterPatientInput!) {
  registerPatient(input: $input) {
    __typename
    ... on Patient {
      __typename
      id
    }
    ... on AlreadyRegistered {
      __typename
      message
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
