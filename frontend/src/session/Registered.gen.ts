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

export type ListedQueryVariables = Exact<{
  text: string;
}>;


export type ListedQuery = { __typename: 'Query', doctors: { __typename: 'DoctorConnection', nodes: Array<{ __typename: 'Doctor', id: string }> } };

export const ListedDocument = sent<ListedQuery, ListedQueryVariables>(`query Listed($text: String!) {
  doctors(filter: {text: $text}, first: 20) {
    __typename
    nodes {
      __typename
      id
    }
  }
}`);
