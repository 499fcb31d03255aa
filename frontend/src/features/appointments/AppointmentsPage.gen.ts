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

export type AppointmentsPageQueryVariables = Exact<{
  since: string;
  tomorrow: string;
}>;


export type AppointmentsPageQuery = { __typename: 'Query', live: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } }, past: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string }> }, unrecorded: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string }> }, closed: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string }> } };

export type MoreLiveQueryVariables = Exact<{
  since: string;
  after: string;
}>;


export type MoreLiveQuery = { __typename: 'Query', appointments: { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type LivePageFragment = { __typename: 'AppointmentConnection', nodes: Array<{ __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedBy: Party | null, closedReason: string | null, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, doctor: { __typename: 'Doctor', id: string, name: string, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } };

export const AppointmentsPageDocument = sent<AppointmentsPageQuery, AppointmentsPageQueryVariables>(`query AppointmentsPage($since: DateTime!, $tomorrow: DateTime!) {
  live: appointments(
    filter: {status: [PENDING, CONFIRMED], from: $since}
    first: 50
  ) {
    __typename
    ...LivePage
  }
  past: appointments(
    filter: {status: [COMPLETED, NO_SHOW], to: $tomorrow}
    first: 1
  ) {
    __typename
    nodes {
      __typename
      id
    }
  }
  unrecorded: appointments(filter: {status: [CONFIRMED], to: $since}, first: 1) {
    __typename
    nodes {
      __typename
      id
    }
  }
  closed: appointments(filter: {status: [DECLINED, EXPIRED, CANCELLED]}, first: 1) {
    __typename
    nodes {
      __typename
      id
    }
  }
}
fragment LivePage on AppointmentConnection {
  __typename
  nodes {
    __typename
    id
    ...Standing
    ...NextVisit
    ...AppointmentRow
  }
  pageInfo {
    __typename
    hasNextPage
    endCursor
  }
}
fragment Standing on Appointment {
  __typename
  id
  status
  expiresAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
}
fragment NextVisit on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...VisitActions
  doctor {
    __typename
    id
    name
    timeZone
    specialties {
      __typename
      code
      name
    }
  }
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment VisitActions on Appointment {
  __typename
  id
  ...Standing
  ...CalendarEntry
  ...CancelDialog
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
fragment CancelDialog on Appointment {
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
}
fragment AppointmentRow on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...ClosedWords
  doctor {
    __typename
    id
    name
    specialties {
      __typename
      code
      name
    }
  }
}
fragment ClosedWords on Appointment {
  __typename
  id
  status
  closedBy
  closedReason
  doctor {
    __typename
    id
    name
  }
}`);

export const MoreLiveDocument = sent<MoreLiveQuery, MoreLiveQueryVariables>(`query MoreLive($since: DateTime!, $after: String!) {
  appointments(
    filter: {status: [PENDING, CONFIRMED], from: $since}
    first: 50
    after: $after
  ) {
    __typename
    ...LivePage
  }
}
fragment LivePage on AppointmentConnection {
  __typename
  nodes {
    __typename
    id
    ...Standing
    ...NextVisit
    ...AppointmentRow
  }
  pageInfo {
    __typename
    hasNextPage
    endCursor
  }
}
fragment Standing on Appointment {
  __typename
  id
  status
  expiresAt
  slot {
    __typename
    id
    startsAt
    endsAt
  }
}
fragment NextVisit on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...VisitActions
  doctor {
    __typename
    id
    name
    timeZone
    specialties {
      __typename
      code
      name
    }
  }
}
fragment StatusTag on Appointment {
  __typename
  id
  status
}
fragment VisitActions on Appointment {
  __typename
  id
  ...Standing
  ...CalendarEntry
  ...CancelDialog
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
fragment CancelDialog on Appointment {
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
}
fragment AppointmentRow on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...ClosedWords
  doctor {
    __typename
    id
    name
    specialties {
      __typename
      code
      name
    }
  }
}
fragment ClosedWords on Appointment {
  __typename
  id
  status
  closedBy
  closedReason
  doctor {
    __typename
    id
    name
  }
}`);
