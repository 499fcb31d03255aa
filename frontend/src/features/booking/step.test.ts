import { expect, it } from 'vitest';
import { stepOf } from './step';

const PATIENT = {
  __typename: 'Patient',
  id: 'p',
  name: 'Ana',
  timeZone: 'America/Sao_Paulo',
  locale: 'pt-BR',
} as const;
const DOCTOR = { __typename: 'Doctor', id: 'd', name: 'Bia', timeZone: 'America/Sao_Paulo' } as const;
const [asking, idle] = [{ kind: 'asking' }, { kind: 'idle' }] as const;
const past = { kind: 'refused', refusal: { __typename: 'SlotInThePast', message: '' } } as const;
const patient = { viewer: PATIENT, ended: false };

it('waits for who is here, then asks nobody to enter', () => {
  expect(stepOf({ viewer: undefined, ended: false }, asking, idle).kind).toBe('unknown');
  expect(stepOf({ viewer: null, ended: false }, asking, idle)).toEqual({ kind: 'enter', ended: false });
  expect(stepOf({ viewer: null, ended: true }, asking, idle)).toEqual({ kind: 'enter', ended: true });
});

it('lets only patients book', () => {
  expect(stepOf({ viewer: DOCTOR, ended: false }, asking, idle).kind).toBe('otherRole');
  expect(stepOf(patient, asking, idle).kind).toBe('check');
});

it('stays where the form is while there is something to do about it', () => {
  expect(stepOf(patient, { kind: 'over' }, idle).kind).toBe('check');
  expect(stepOf(patient, { kind: 'held', until: 1 }, { kind: 'invalid', message: '' }).kind).toBe('check');
  expect(stepOf(patient, past, { kind: 'sending' }).kind).toBe('check');
});

it('says what the clinic said last', () => {
  expect(stepOf(patient, past, idle).kind).toBe('refused');
  expect(stepOf(patient, { kind: 'own', appointmentId: 'a' }, idle)).toMatchObject({
    kind: 'booked',
    id: 'a',
  });
});
