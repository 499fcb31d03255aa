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

export type AccountsQueryVariables = Exact<{
  search: string;
}>;


export type AccountsQuery = { __typename: 'Query', accounts: { __typename: 'AccountConnection', nodes: Array<{ __typename: 'Account', id: string, role: Role, name: string, email: string | null, disabledAt: string | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean } } };

export const AccountsDocument = sent<AccountsQuery, AccountsQueryVariables>(`query Accounts($search: String!) {
  accounts(search: $search, first: 20) {
    __typename
    nodes {
      __typename
      ...AccountItem
    }
    pageInfo {
      __typename
      hasNextPage
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
