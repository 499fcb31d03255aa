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

export type PartnerItemFragment = { __typename: 'Integrator', id: string, name: string, scopes: Array<string>, grantedAt: string | null, grantedScopes: Array<string> | null };

export type GrantPartnerMutationVariables = Exact<{
  id: string;
}>;


export type GrantPartnerMutation = { __typename: 'Mutation', grantIntegrator:
    | { __typename: 'Integrator', id: string, name: string, scopes: Array<string>, grantedAt: string | null, grantedScopes: Array<string> | null }
    | { __typename: 'IntegratorNotFound', message: string }
   };

export type RevokePartnerMutationVariables = Exact<{
  id: string;
}>;


export type RevokePartnerMutation = { __typename: 'Mutation', revokeIntegrator:
    | { __typename: 'Integrator', id: string, name: string, scopes: Array<string>, grantedAt: string | null, grantedScopes: Array<string> | null }
    | { __typename: 'IntegratorNotFound', message: string }
   };

export const GrantPartnerDocument = sent<GrantPartnerMutation, GrantPartnerMutationVariables>(`mutation GrantPartner($id: ID!) {
  grantIntegrator(id: $id) {
    __typename
    __typename
    ... on Integrator {
      __typename
      ...PartnerItem
    }
    ... on IntegratorNotFound {
      __typename
      message
    }
  }
}
fragment PartnerItem on Integrator {
  __typename
  id
  name
  scopes
  grantedAt
  grantedScopes
}`);

export const RevokePartnerDocument = sent<RevokePartnerMutation, RevokePartnerMutationVariables>(`mutation RevokePartner($id: ID!) {
  revokeIntegrator(id: $id) {
    __typename
    __typename
    ... on Integrator {
      __typename
      ...PartnerItem
    }
    ... on IntegratorNotFound {
      __typename
      message
    }
  }
}
fragment PartnerItem on Integrator {
  __typename
  id
  name
  scopes
  grantedAt
  grantedScopes
}`);
