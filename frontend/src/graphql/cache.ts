import { type Cache, cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';

/** What has no identity of its own lives inside its parent. */
const PARTS = [
  ...['DoctorConnection', 'AppointmentConnection', 'DoctorEdge', 'AppointmentEdge', 'PageInfo'],
  ...['Availability', 'AvailabilityRule', 'AppointmentChange', 'SlotChange', 'SignedIn', 'SlotHold'],
  ...['SlotsPublished', 'AbsenceAdded', 'InvalidInput', 'InvalidField', 'InvalidCredentials'],
  ...['TooManyAttempts', 'AlreadyRegistered', 'SlotNotFound', 'SlotTaken', 'SlotInThePast', 'SlotsOverlap'],
  ...['AbsenceNotFound', 'PatientBusy', 'IdempotencyMismatch', 'AppointmentNotFound', 'StatusConflict'],
  ...['TooLate', 'TooEarly', 'IntegratorNotFound', 'AccountNotFound', 'DoctorNotFound'],
  ...['AccountConnection', 'AccountEdge', 'AppointmentStep'],
] as const;

/** Lists that hold or lack an entity after a change are read again by whoever shows them. */
function forget(cache: Cache, entity: string, ...fields: string[]): void {
  for (const field of cache.inspectFields(entity)) {
    if (fields.includes(field.fieldName))
      cache.invalidate(entity, field.fieldName, field.arguments ?? undefined);
  }
}

const appointmentsMoved: UpdateResolver = (_, __, cache) => forget(cache, 'Query', 'appointments');
const availabilityMoved: UpdateResolver = (_, __, cache) => {
  forget(cache, 'Query', 'availability', 'appointments', 'doctor');
  for (const field of cache.inspectFields('Query')) {
    const doctor = field.fieldName === 'doctor' ? cache.resolve('Query', field.fieldKey) : null;
    if (typeof doctor === 'string') forget(cache, doctor, 'slots', 'nextSlots');
  }
};

const doctorsMoved: UpdateResolver = (_, __, cache) => forget(cache, 'Query', 'unverifiedDoctors');

interface SlotChanged {
  slotChanged: { slot: { status?: string; doctor?: { id: string } } } | null;
}

export function normalisedCache() {
  return cacheExchange({
    possibleTypes: {}, // fragments name concrete types only: nothing has to be guessed
    keys: {
      ...Object.fromEntries(PARTS.map((name) => [name, () => null])),
      Specialty: (specialty) => (specialty.code as string | undefined) ?? null,
    },
    updates: {
      Mutation: {
        bookAppointment: appointmentsMoved,
        rescheduleAppointment: appointmentsMoved,
        cancelAppointment: appointmentsMoved,
        setAvailability: availabilityMoved,
        publishSlots: availabilityMoved,
        withdrawSlot: availabilityMoved,
        addAbsence: availabilityMoved,
        removeAbsence: availabilityMoved,
        verifyDoctor: doctorsMoved,
        disableAccount: doctorsMoved,
        enableAccount: doctorsMoved,
      },
      Subscription: {
        appointmentChanged: appointmentsMoved,
        /** A slot that became free is in no list yet; any other change is seen in the slot itself. */
        slotChanged(result, _, cache) {
          const slot = (result as unknown as SlotChanged).slotChanged?.slot;
          const doctor = slot?.doctor && cache.keyOfEntity({ __typename: 'Doctor', id: slot.doctor.id });
          if (doctor && slot.status === 'FREE') forget(cache, doctor, 'slots', 'nextSlots');
        },
      },
    },
  });
}
