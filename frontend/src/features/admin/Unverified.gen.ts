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

export type UnverifiedDoctorsQueryVariables = Exact<{ [key: string]: never; }>;


export type UnverifiedDoctorsQuery = { __typename: 'Query', unverifiedDoctors: { __typename: 'DoctorConnection', nodes: Array<{ __typename: 'Doctor', id: string, name: string, crmNumber: string, crmState: string, city: string, state: string }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } };

export type UnverifiedDoctorFragment = { __typename: 'Doctor', id: string, name: string, crmNumber: string, crmState: string, city: string, state: string };

export type VerifyDoctorMutationVariables = Exact<{
  id: string;
}>;


export type VerifyDoctorMutation = { __typename: 'Mutation', verifyDoctor:
    | { __typename: 'Doctor', id: string }
    | { __typename: 'DoctorNotFound', message: string }
   };

export const UnverifiedDoctorsDocument = sent<UnverifiedDoctorsQuery, UnverifiedDoctorsQueryVariables>(`query UnverifiedDoctors {
  unverifiedDoctors(first: 50) {
    __typename
    nodes {
      __typename
      ...UnverifiedDoctor
    }
    pageInfo {
      __typename
      hasNextPage
    }
  }
}
fragment UnverifiedDoctor on Doctor {
  __typename
  id
  name
  crmNumber
  crmState
  city
  state
}`);

export const VerifyDoctorDocument = sent<VerifyDoctorMutation, VerifyDoctorMutationVariables>(`mutation VerifyDoctor($id: ID!) {
  verifyDoctor(id: $id) {
    __typename
    __typename
    ... on Doctor {
      __typename
      id
    }
    ... on DoctorNotFound {
      __typename
      message
    }
  }
}`);
