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

export type AccountItemFragment = { __typename: 'Account', id: string, role: Role, name: string, email: string | null, disabledAt: string | null };

export type DisableAccountMutationVariables = Exact<{
  id: string;
}>;


export type DisableAccountMutation = { __typename: 'Mutation', disableAccount:
    | { __typename: 'Account', id: string, role: Role, name: string, email: string | null, disabledAt: string | null }
    | { __typename: 'AccountNotFound', message: string }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', message: string }> }
   };

export type EnableAccountMutationVariables = Exact<{
  id: string;
}>;


export type EnableAccountMutation = { __typename: 'Mutation', enableAccount:
    | { __typename: 'Account', id: string, role: Role, name: string, email: string | null, disabledAt: string | null }
    | { __typename: 'AccountNotFound', message: string }
   };

export const DisableAccountDocument = sent<DisableAccountMutation, DisableAccountMutationVariables>(`mutation DisableAccount($id: ID!) {
  disableAccount(id: $id) {
    __typename
    __typename
    ... on Account {
      __typename
      ...AccountItem
    }
    ... on AccountNotFound {
      __typename
      message
    }
    ... on InvalidInput {
      __typename
      fields {
        __typename
        message
      }
    }
  }
}
fragment AccountItem on Account {
  __typename
  id
  role
  name
  email
  disabledAt
}`);

export const EnableAccountDocument = sent<EnableAccountMutation, EnableAccountMutationVariables>(`mutation EnableAccount($id: ID!) {
  enableAccount(id: $id) {
    __typename
    __typename
    ... on Account {
      __typename
      ...AccountItem
    }
    ... on AccountNotFound {
      __typename
      message
    }
  }
}
fragment AccountItem on Account {
  __typename
  id
  role
  name
  email
  disabledAt
}`);
