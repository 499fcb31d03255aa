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

export type BookAppointmentInput = {
  slotId: string;
  reason?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  /** Partner: the patient, whom it registered. A patient leaves it out. */
  patientId?: string | null | undefined;
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

export type BookMutationVariables = Exact<{
  input: BookAppointmentInput;
}>;


export type BookMutation = { __typename: 'Mutation', bookAppointment:
    | { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }
    | { __typename: 'SlotNotFound', message: string }
    | { __typename: 'SlotTaken', alternatives: Array<{ __typename: 'Slot', status: SlotStatus, id: string, startsAt: string, endsAt: string, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }> }
    | { __typename: 'SlotInThePast', message: string }
    | { __typename: 'PatientBusy', appointment: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string } } }
    | { __typename: 'IdempotencyMismatch', message: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export type BusyWithFragment = { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string } };

export const BookDocument = sent<BookMutation, BookMutationVariables>(`mutation Book($input: BookAppointmentInput!) {
  bookAppointment(input: $input) {
    __typename
    ... on Appointment {
      __typename
      ...BookedAppointment
    }
    ... on SlotTaken {
      __typename
      ...Alternatives
    }
    ... on SlotNotFound {
      __typename
      message
    }
    ... on SlotInThePast {
      __typename
      message
    }
    ... on PatientBusy {
      __typename
      appointment {
        __typename
        ...BusyWith
      }
    }
    ... on IdempotencyMismatch {
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
}
fragment BookedAppointment on Appointment {
  __typename
  id
  status
  ...StatusTag
  ...CalendarEntry
  expiresAt
  closedBy
  closedReason
  slot {
    __typename
    ...SheetSlot
  }
  doctor {
    __typename
    ...SheetDoctor
  }
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment CalendarEntry on Appointment {
  __typename
  id
  slot {
    __typename
    id
    startsAt
    endsAt
  }
  doctor {
    __typename
    id
    name
  }
}
fragment SheetSlot on Slot {
  __typename
  id
  startsAt
  endsAt
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
}
fragment Alternatives on SlotTaken {
  __typename
  alternatives {
    __typename
    ...SheetSlot
    status
    doctor {
      __typename
      ...SheetDoctor
    }
  }
}
fragment BusyWith on Appointment {
  __typename
  id
  slot {
    __typename
    id
    startsAt
  }
  doctor {
    __typename
    id
    name
  }
}`);
