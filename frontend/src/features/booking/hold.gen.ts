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

export type HoldSlotMutationVariables = Exact<{
  id: string;
}>;


export type HoldSlotMutation = { __typename: 'Mutation', holdSlot:
    | { __typename: 'SlotHold', expiresAt: string, slot: { __typename: 'Slot', status: SlotStatus, id: string, startsAt: string, endsAt: string, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } } }
    | { __typename: 'SlotNotFound', message: string }
    | { __typename: 'SlotTaken', alternatives: Array<{ __typename: 'Slot', status: SlotStatus, id: string, startsAt: string, endsAt: string, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }> }
    | { __typename: 'SlotInThePast', message: string }
   };

export type AlternativesFragment = { __typename: 'SlotTaken', alternatives: Array<{ __typename: 'Slot', status: SlotStatus, id: string, startsAt: string, endsAt: string, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, feeCents: number, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }> };

export type ReleaseSlotMutationVariables = Exact<{
  id: string;
}>;


export type ReleaseSlotMutation = { __typename: 'Mutation', releaseSlot:
    | { __typename: 'Slot', id: string, status: SlotStatus }
    | { __typename: 'SlotNotFound', message: string }
   };

export type OwnAheadQueryVariables = Exact<{
  from: string;
}>;


export type OwnAheadQuery = { __typename: 'Query', appointments: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string } }> } };

export const HoldSlotDocument = sent<HoldSlotMutation, HoldSlotMutationVariables>(`mutation HoldSlot($id: ID!) {
  holdSlot(id: $id) {
    __typename
    ... on SlotHold {
      __typename
      expiresAt
      slot {
        __typename
        ...SheetSlot
        status
        doctor {
          __typename
          ...SheetDoctor
        }
      }
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
}`);

export const ReleaseSlotDocument = sent<ReleaseSlotMutation, ReleaseSlotMutationVariables>(`mutation ReleaseSlot($id: ID!) {
  releaseSlot(id: $id) {
    __typename
    ... on Slot {
      __typename
      id
      status
    }
    ... on SlotNotFound {
      __typename
      message
    }
  }
}`);

export const OwnAheadDocument = sent<OwnAheadQuery, OwnAheadQueryVariables>(`query OwnAhead($from: DateTime!) {
  appointments(filter: {status: [PENDING, CONFIRMED], from: $from}, first: 100) {
    __typename
    nodes {
      __typename
      id
      slot {
        __typename
        id
      }
    }
  }
}`);
