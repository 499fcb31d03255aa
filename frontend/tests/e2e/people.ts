/** People for a test of its own, made through the API as their own browsers would. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { ROOT } from './stack';

const PASSWORD = 'correct-horse-battery';

export interface Account {
  id: string;
  name: string;
  /** What signs in: a CPF or a CRM. */
  identifier: string;
  password: string;
}

/** What the client sends, by name: a browser's session may run nothing else. */
const OPERATIONS: Record<string, string> = JSON.parse(
  readFileSync(join(ROOT, 'frontend', 'dist', 'operations.json'), 'utf8'),
);

/** The API with the cookies of whoever asks. */
export class Api {
  constructor(private readonly request: APIRequestContext) {}

  /** What the client would send in this person's browser, and its answer; the test says what it expects in it. */
  async send<Data>(operation: string, variables: object = {}): Promise<Data> {
    return this.ask(OPERATIONS[operation] ?? '', variables);
  }

  /** The data of an answer without errors. */
  async ask<Data>(query: string, variables: object): Promise<Data> {
    const response = await this.request.post('/graphql', { data: { query, variables } });
    const answer = await response.json();
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  async registerPatient(more: object = {}): Promise<Account> {
    const cpf = someCpf();
    const input = { ...somebody('Bruna'), cpf, ...more };
    return this.registered('registerPatient', 'Patient', input, cpf);
  }

  async registerDoctor(more: object = {}): Promise<Account> {
    const crm = { crmNumber: String(randomInt(100_000, 1_000_000_000)), crmState: 'SP' };
    const practice = { specialties: ['cardiology'], feeCents: 20_000, city: 'São Paulo', state: 'SP' };
    const input = { ...somebody('Aurora'), cpf: someCpf(), ...crm, ...practice, ...more };
    return this.registered('registerDoctor', 'Doctor', input, `${crm.crmState}-${crm.crmNumber}`);
  }

  /** Free slots of half an hour for the doctor who asks; their ids, in this order. */
  async publish(starts: Date[], minutes = 30): Promise<string[]> {
    const slots = starts.map((start) => ({
      startsAt: start.toISOString(),
      endsAt: new Date(start.getTime() + minutes * 60_000).toISOString(),
    }));
    type Answer = { publishSlots: { slots?: { id: string }[] } };
    const { publishSlots } = await this.send<Answer>('PublishSlots', { slots });
    if (!publishSlots.slots) throw new Error(JSON.stringify(publishSlots));
    return publishSlots.slots.map(({ id }) => id);
  }

  /** A pending appointment for the patient who asks: its id. */
  async book(slotId: string, reason?: string): Promise<string> {
    const input = { slotId, reason };
    const { bookAppointment } = await this.send<{ bookAppointment: { id?: string } }>('Book', { input });
    if (!bookAppointment.id) throw new Error(JSON.stringify(bookAppointment));
    return bookAppointment.id;
  }

  /** What waits for the doctor who asks. */
  async requests(): Promise<{ id: string; reason: string | null }[]> {
    type Answer = { appointments: { nodes: { id: string; reason: string | null }[] } };
    return (await this.send<Answer>('Requests')).appointments.nodes;
  }

  /** The doctor who asks says yes. */
  async confirm(id: string): Promise<void> {
    await this.send('AcceptRequest', { id });
  }

  /** The doctor who asks says no. */
  async decline(id: string, reason: string): Promise<void> {
    await this.send('DeclineRequest', { id, reason });
  }

  /** Either party calls it off. */
  async cancel(id: string, reason: string): Promise<void> {
    await this.send('CancelAppointment', { id, reason });
  }

  async signOut(): Promise<void> {
    await this.send('SignOut');
  }

  private async registered(
    field: string,
    type: string,
    input: Somebody,
    identifier: string,
  ): Promise<Account> {
    const kind = `R${field.slice(1)}Input`;
    const data = await this.ask<Record<string, { id?: string }>>(
      `mutation Register($input: ${kind}!) { ${field}(input: $input) { ... on ${type} { id }
        ... on InvalidInput { message fields { path message } } ... on AlreadyRegistered { message } } }`,
      { input },
    );
    const id = data[field]?.id;
    if (!id) throw new Error(JSON.stringify(data));
    return { id, name: input.name, identifier, password: PASSWORD };
  }
}

/** `count` whole half hours from `hours` on, one after the other. */
export function timesAhead(count: number, hours = 24): Date[] {
  const first = Math.ceil((Date.now() + hours * 3_600_000) / 1_800_000) * 1_800_000;
  return Array.from({ length: count }, (_, place) => new Date(first + place * 1_800_000));
}

/** Any CPF with its two check digits. */
export function someCpf(): string {
  const digits = Array.from({ length: 9 }, () => randomInt(10));
  for (const length of [9, 10]) {
    const sum = digits.reduce((total, digit, place) => total + digit * (length + 1 - place), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join('');
}

type Somebody = ReturnType<typeof somebody>;

function somebody(first: string) {
  const mark = randomInt(2 ** 47).toString(36);
  const letters = [...mark]
    .map((sign) => String.fromCharCode(97 + (Number.parseInt(sign, 36) % 26)))
    .join('');
  const name = `${first} ${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
  return { name, email: `${mark}@example.com`, password: PASSWORD, acceptsTerms: true };
}
