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

export type SpecialtiesQueryVariables = Exact<{ [key: string]: never; }>;


export type SpecialtiesQuery = { __typename: 'Query', specialties: Array<{ __typename: 'Specialty', code: string, name: string }> };

export const SpecialtiesDocument = sent<SpecialtiesQuery, SpecialtiesQueryVariables>(`query Specialties {
  specialties {
    __typename
    code
    name
  }
}`);
