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

export type RegisterDoctorInput = {
  name: string;
  cpf: string;
  crmNumber: string;
  crmState: string;
  email: string;
  password: string;
  specialties: Array<string>;
  feeCents: number;
  bio?: string;
  city: string;
  state: string;
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

export type SpecialtyChoiceQueryVariables = Exact<{ [key: string]: never; }>;


export type SpecialtyChoiceQuery = { __typename: 'Query', specialties: Array<{ __typename: 'Specialty', code: string, name: string }> };

export type RegisterDoctorMutationVariables = Exact<{
  input: RegisterDoctorInput;
}>;


export type RegisterDoctorMutation = { __typename: 'Mutation', registerDoctor:
    | { __typename: 'Doctor', id: string }
    | { __typename: 'AlreadyRegistered', message: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const SpecialtyChoiceDocument = sent<SpecialtyChoiceQuery, SpecialtyChoiceQueryVariables>(`query SpecialtyChoice {
  specialties {
    __typename
    code
    name
  }
}`);

export const RegisterDoctorDocument = sent<RegisterDoctorMutation, RegisterDoctorMutationVariables>(`mutation RegisterDoctor($input: RegisterDoctorInput!) {
  registerDoctor(input: $input) {
    __typename
    ... on Doctor {
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
