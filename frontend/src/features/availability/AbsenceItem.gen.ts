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

export type AbsenceItemFragment = { __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null };

export type RemoveAbsenceMutationVariables = Exact<{
  id: string;
}>;


export type RemoveAbsenceMutation = { __typename: 'Mutation', removeAbsence:
    | { __typename: 'Availability', absences: Array<{ __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null }> }
    | { __typename: 'AbsenceNotFound' }
   };

export const RemoveAbsenceDocument = sent<RemoveAbsenceMutation, RemoveAbsenceMutationVariables>(`mutation RemoveAbsence($id: ID!) {
  removeAbsence(id: $id) {
    __typename
    ... on Availability {
      __typename
      absences {
        __typename
        ...AbsenceItem
      }
    }
  }
}
fragment AbsenceItem on Absence {
  __typename
  id
  startsAt
  endsAt
  note
}`);
