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

export type DoctorQueryVariables = Exact<{
  id: string;
}>;


export type DoctorQuery = { __typename: 'Query', doctor: { __typename: 'Doctor', id: string, name: string, crmNumber: string, crmState: string, city: string, state: string, bio: string, feeCents: number, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } | null };

export const DoctorDocument = sent<DoctorQuery, DoctorQueryVariables>(`query Doctor($id: ID!) {
  doctor(id: $id) {
    __typename
    id
    ...DoctorHead
    ...SheetDoctor
  }
}
fragment DoctorHead on Doctor {
  __typename
  id
  name
  crmNumber
  crmState
  city
  state
  bio
  feeCents
  specialties {
    __typename
    code
    name
  }
}
fragment SheetDoctor on Doctor {
  __typename
  id
  name
  timeZone
  feeCents
  specialties {
    __typename
    code
    name
  }
}`);
