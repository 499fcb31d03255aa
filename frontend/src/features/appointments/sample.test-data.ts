/** Appointments for tests, told by how far they are from NOW. */
export const NOW = Date.parse('2026-11-24T12:00:00Z');

export const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

const DOCTOR = {
  ...{ __typename: 'Doctor', id: 'd', name: 'Ana Souza', timeZone: 'America/Manaus' },
  ...{ crmNumber: '5058', crmState: 'AM', specialties: [{ code: 'psychiatry', name: 'Psiquiatria' }] },
};

/** A visit of 50 minutes that starts that many minutes from now. */
export function visit(id: string, status: string, minutes: number, given: Record<string, unknown> = {}) {
  return {
    ...{ __typename: 'Appointment', id, status, doctor: DOCTOR, reason: null, feeCents: 18_800 },
    ...{ createdAt: at(-900), confirmedAt: null, closedAt: null, closedBy: null, closedReason: null },
    ...{ expiresAt: status === 'PENDING' ? at(60) : null, rescheduledFrom: null, history: [] },
    slot: {
      __typename: 'Slot',
      id: `slot-${id}`,
      startsAt: at(minutes),
      endsAt: at(minutes + 50),
      status: 'BUSY',
    },
    ...given,
  };
}

export const PATIENT = { __typename: 'Patient', id: 'p', name: 'Clara', timeZone: 'America/Sao_Paulo' };
