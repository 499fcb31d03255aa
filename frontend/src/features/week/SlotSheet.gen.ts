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

export type WithdrawSlotMutationVariables = Exact<{
  id: string;
}>;


export type WithdrawSlotMutation = { __typename: 'Mutation', withdrawSlot:
    | { __typename: 'Slot', id: string, status: SlotStatus }
    | { __typename: 'SlotNotFound' }
    | { __typename: 'SlotTaken' }
   };

export const WithdrawSlotDocument = sent<WithdrawSlotMutation, WithdrawSlotMutationVariables>(`mutation WithdrawSlot($id: ID!) {
  withdrawSlot(id: $id) {
    __typename
    ... on Slot {
      __typename
      id
      status
    }
  }
}`);
