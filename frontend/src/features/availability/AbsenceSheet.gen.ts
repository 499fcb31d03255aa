// Written by `npm run codegen`.
import { sent } from '~/graphql/sent';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type AddAbsenceInput = {
  startsAt: string;
  endsAt: string;
  note?: string | null | undefined;
};

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

export type AddAbsenceMutationVariables = Exact<{
  input: AddAbsenceInput;
}>;


export type AddAbsenceMutation = { __typename: 'Mutation', addAbsence:
    | { __typename: 'AbsenceAdded', absence: { __typename: 'Absence', id: string, startsAt: string, endsAt: string, note: string | null }, affected: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, patient: { __typename: 'Patient', id: string, name: string } }> }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const AddAbsenceDocument = sent<AddAbsenceMutation, AddAbsenceMutationVariables>(`mutation AddAbsence($input: AddAbsenceInput!) {
  addAbsence(input: $input) {
    __typename
    ... on AbsenceAdded {
      __typename
      absence {
        __typename
        ...AbsenceItem
      }
      affected {
        __typename
        id
        ...AffectedVisit
      }
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
}
fragment AbsenceItem on Absence {
  __typename
  id
  startsAt
  endsAt
  note
}
fragment AffectedVisit on Appointment {
  __typename
  id
  ...ComingVisit
  ...DoctorActions
}
fragment ComingVisit on Appointment {
  __typename
  id
  status
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  patient {
    __typename
    id
    name
  }
  ...StatusTag
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment DoctorActions on Appointment {
  __typename
  id
  status
  expiresAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  patient {
    __typename
    id
    name
  }
}`);
