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

export type JoinAsDoctorInput = {
  name?: string | null | undefined;
  cpf?: string | null | undefined;
  crmNumber?: string | null | undefined;
  crmState?: string | null | undefined;
  email?: string | null | undefined;
  specialties: Array<string>;
  feeCents: number;
  bio?: string;
  city: string;
  state: string;
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

export type JoinAsDoctorMutationVariables = Exact<{
  input: JoinAsDoctorInput;
}>;


export type JoinAsDoctorMutation = { __typename: 'Mutation', joinAsDoctor:
    | { __typename: 'Doctor', id: string }
    | { __typename: 'AlreadyRegistered', message: string }
    | { __typename: 'InvalidInput', message: string, fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
    | { __typename: 'NewcomerUnknown', message: string }
   };

export const JoinAsDoctorDocument = sent<JoinAsDoctorMutation, JoinAsDoctorMutationVariables>(`mutation JoinAsDoctor($input: JoinAsDoctorInput!) {
  joinAsDoctor(input: $input) {
    __typename
    ... on Doctor {
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
