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

export type AvailabilityRuleInput = {
  weekday: Weekday;
  startsAt: string;
  endsAt: string;
  visitMinutes?: number;
  gapMinutes?: number;
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

export type SetAvailabilityMutationVariables = Exact<{
  rules: Array<AvailabilityRuleInput> | AvailabilityRuleInput;
}>;


export type SetAvailabilityMutation = { __typename: 'Mutation', setAvailability:
    | { __typename: 'Availability', rules: Array<{ __typename: 'AvailabilityRule', weekday: Weekday, startsAt: string, endsAt: string, visitMinutes: number, gapMinutes: number }> }
    | { __typename: 'InvalidInput', fields: Array<{ __typename: 'InvalidField', path: string, message: string }> }
   };

export const SetAvailabilityDocument = sent<SetAvailabilityMutation, SetAvailabilityMutationVariables>(`mutation SetAvailability($rules: [AvailabilityRuleInput!]!) {
  setAvailability(input: {rules: $rules}) {
    __typename
    ... on Availability {
      __typename
      rules {
        __typename
        ...TemplateRule
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
fragment TemplateRule on AvailabilityRule {
  __typename
  weekday
  startsAt
  endsAt
  visitMinutes
  gapMinutes
}`);
