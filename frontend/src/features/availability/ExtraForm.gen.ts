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

export type SlotInput = {
  startsAt: string;
  endsAt: string;
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

export type PublishSlotsMutationVariables = Exact<{
  slots: Array<SlotInput> | SlotInput;
}>;


export type PublishSlotsMutation = { __typename: 'Mutation', publishSlots:
    | { __typename: 'SlotsPublished', slots: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> }
    | { __typename: 'SlotsOverlap', conflicts: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> }
    | { __typename: 'SlotInThePast' }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const PublishSlotsDocument = sent<PublishSlotsMutation, PublishSlotsMutationVariables>(`mutation PublishSlots($slots: [SlotInput!]!) {
  publishSlots(input: {slots: $slots}) {
    __typename
    ... on SlotsPublished {
      __typename
      slots {
        __typename
        id
        startsAt
        endsAt
        status
      }
    }
    ... on SlotsOverlap {
      __typename
      conflicts {
        __typename
        id
        startsAt
        endsAt
        status
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
}`);
