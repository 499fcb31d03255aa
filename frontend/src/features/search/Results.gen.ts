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

export type DoctorFilter = {
  /** Matches names, cities and specialties, without accents or case, tolerant of a typo. */
  text?: string | null | undefined;
  /** A specialty's code. */
  specialty?: string | null | undefined;
  city?: string | null | undefined;
  state?: string | null | undefined;
  maxFeeCents?: number | null | undefined;
  /** Only doctors with a free slot that starts in [freeFrom, freeTo). */
  freeFrom?: string | null | undefined;
  freeTo?: string | null | undefined;
};

export type DoctorOrder =
  | 'NEXT_SLOT'
  | 'FEE'
  | 'NAME';

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

export type DoctorsQueryVariables = Exact<{
  filter?: DoctorFilter | null | undefined;
  orderBy: DoctorOrder;
  after?: string | null | undefined;
  byDay: boolean;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type DoctorsQuery = { __typename: 'Query', doctors: { __typename: 'DoctorConnection', nodes: Array<{ __typename: 'Doctor', id: string, name: string, crmNumber: string, crmState: string, city: string, state: string, feeCents: number, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }>, nextSlots?: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }>, slots?: Array<{ __typename: 'Slot', id: string, startsAt: string, endsAt: string, status: SlotStatus }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export const DoctorsDocument = sent<DoctorsQuery, DoctorsQueryVariables>(`query Doctors($filter: DoctorFilter, $orderBy: DoctorOrder!, $after: String, $byDay: Boolean!, $from: DateTime = "2000-01-01T00:00:00Z", $to: DateTime = "2000-01-02T00:00:00Z") {
  doctors(filter: $filter, orderBy: $orderBy, first: 12, after: $after) {
    __typename
    nodes {
      __typename
      id
      ...DoctorRow
    }
    pageInfo {
      __typename
      hasNextPage
      endCursor
    }
  }
}
fragment DoctorRow on Doctor {
  __typename
  id
  name
  crmNumber
  crmState
  city
  state
  feeCents
  specialties {
    __typename
    code
    name
  }
  nextSlots(first: 4) @skip(if: $byDay) {
    __typename
    id
    startsAt
    endsAt
    status
  }
  slots(from: $from, to: $to) @include(if: $byDay) {
    __typename
    id
    startsAt
    endsAt
    status
  }
  ...SheetDoctor
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
}`);
