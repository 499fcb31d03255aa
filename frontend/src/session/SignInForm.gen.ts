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

export type SignInInput = {
  identifier: string;
  password: string;
};

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

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { __typename: 'Mutation', signIn:
    | { __typename: 'SignedIn', viewer:
        | { __typename: 'Patient', id: string }
        | { __typename: 'Doctor', id: string }
        | { __typename: 'Administrator', id: string }
        | { __typename: 'Integrator', id: string }
       }
    | { __typename: 'InvalidCredentials', message: string }
    | { __typename: 'TooManyAttempts', message: string, retryAfterSeconds: number }
   };

export const SignInDocument = sent<SignInMutation, SignInMutationVariables>(`mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignedIn {
      __typename
      viewer {
        __typename
        ... on Patient {
          __typename
          id
        }
        ... on Doctor {
          __typename
          id
        }
        ... on Administrator {
          __typename
          id
        }
        ... on Integrator {
          __typename
          id
        }
      }
    }
    ... on InvalidCredentials {
      __typename
      message
    }
    ... on TooManyAttempts {
      __typename
      message
      retryAfterSeconds
    }
  }
}`);
