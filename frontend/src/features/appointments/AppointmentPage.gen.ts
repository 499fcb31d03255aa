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

export type AppointmentPageQueryVariables = Exact<{
  id: string;
}>;


export type AppointmentPageQuery = { __typename: 'Query', appointment: { __typename: 'Appointment', id: string, status: AppointmentStatus, expiresAt: string | null, closedAt: string | null, reason: string | null, feeCents: number, createdAt: string, confirmedAt: string | null, closedBy: Party | null, closedReason: string | null, doctor: { __typename: 'Doctor', id: string, name: string, crmNumber: string, crmState: string, timeZone: string, specialties: Array<{ __typename: 'Specialty', code: string, name: string }> }, slot: { __typename: 'Slot', id: string, startsAt: string, endsAt: string }, history: Array<{ __typename: 'AppointmentStep', through: { __typename: 'Integrator', id: string, name: string } | null }>, rescheduledFrom: { __typename: 'Appointment', id: string, slot: { __typename: 'Slot', id: string, startsAt: string } } | null } | null };

export const AppointmentPageDocument = sent<AppointmentPageQuery, AppointmentPageQueryVariables>(`query AppointmentPage($id: ID!) {
  appointment(id: $id) {
    __typename
    id
    ...Details
    ...Reschedule
  }
}
fragment Details on Appointment {
  __typename
  id
  ...Standing
  ...StatusTag
  ...VisitActions
  ...WhatNext
  ...VisitWhen
  ...VisitFacts
  ...VisitStory
  ...Printed
  doctor {
    __typename
    id
    name
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
fragment WhatNext on Appointment {
  __typename
  id
  ...Standing
  ...ClosedWords
  closedAt
  doctor {
    __typename
    id
    name
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
}
fragment VisitWhen on Appointment {
  __typename
  id
  ...Standing
  doctor {
    __typename
    ...DoctorsClock
  }
}
fragment DoctorsClock on Doctor {
  __typename
  id
  name
  timeZone
}
fragment VisitFacts on Appointment {
  __typename
  id
  reason
  feeCents
  doctor {
    __typename
    id
    name
    crmNumber
    crmState
    specialties {
      __typename
      code
      name
    }
  }
}
fragment VisitStory on Appointment {
  __typename
  id
  createdAt
  confirmedAt
  closedAt
  ...ClosedWords
  history {
    __typename
    through {
      __typename
      id
      name
    }
  }
  rescheduledFrom {
    __typename
    id
    slot {
      __typename
      id
      startsAt
    }
  }
}
fragment Printed on Appointment {
  __typename
  id
  ...Standing
}
fragment Reschedule on Appointment {
  __typename
  id
  ...MoveSheet
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
fragment MoveSheet on Appointment {
  __typename
  id
  slot {
    __typename
    id
    startsAt
  }
  doctor {
    __typename
    ...DoctorsClock
  }
}`);
