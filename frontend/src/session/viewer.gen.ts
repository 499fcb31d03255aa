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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { __typename: 'Query', viewer:
    | { __typename: 'Patient', id: string, name: string, timeZone: string, locale: string }
    | { __typename: 'Doctor', id: string, name: string, timeZone: string }
    | { __typename: 'Administrator', id: string, name: string }
    | { __typename: 'Integrator' }
   | null };

export type SessionPatientFragment = { __typename: 'Patient', id: string, name: string, timeZone: string, locale: string };

export type SessionDoctorFragment = { __typename: 'Doctor', id: string, name: string, timeZone: string };

export const ViewerDocument = sent<ViewerQuery, ViewerQueryVariables>(`query Viewer {
  viewer {
    __typename
    ...SessionPatient
    ...SessionDoctor
    ... on Administrator {
      __typename
      id
      name
    }
  }
}
fragment SessionPatient on Patient {
  __typename
  id
  name
  timeZone
  locale
}
fragment SessionDoctor on Doctor {
  __typename
  id
  name
  timeZone
}`);
