/** The provider that people may sign in with, if the clinic has one. The browser is sent there and comes back. */
import { useEffect, useState } from 'react';
import { searchOf } from '~/app/routes';
import { ORIGIN } from '~/graphql/api';

export interface Doors {
  /** What the provider is called; null: there is only the form here. */
  provider: string | null;
  /** Whether one may also sign in and register here. */
  local: boolean;
  /** Whom to ask about one's role. */
  contact: string | null;
}

/** Whom the provider named, before an account is opened; a field that it did not say is null. */
export interface Newcomer {
  /** null: the provider gives no role here. */
  role: 'PATIENT' | 'DOCTOR' | null;
  name: string | null;
  email: string | null;
  cpf: string | null;
  crmNumber: string | null;
  crmState: string | null;
}

/** The provider said all that a patient is asked for: what is left is to accept the terms. */
export const isWhole = ({ role, name, email, cpf }: Newcomer) =>
  role === 'PATIENT' && Boolean(name && email && cpf);

const FORM_ALONE: Doors = { provider: null, local: true, contact: null };
let asked: Promise<Doors> | undefined;

/** Asked once. Where nothing is answered, the form stands: what it sends will be answered or not. */
function doors(): Promise<Doors> {
  asked ??= read<Doors>('/oidc').catch(() => {
    asked = undefined;
    return FORM_ALONE;
  });
  return asked;
}

/** undefined: not known yet. */
export function useDoors(): Doors | undefined {
  const [known, setKnown] = useState<Doors>();
  useEffect(() => {
    void doors().then(setKnown);
  }, []);
  return known;
}

/** Who has come from the provider; null: nobody, or too long ago. */
export function newcomer(): Promise<Newcomer | null> {
  return read('/oidc/newcomer');
}

/** Where signing in there begins; `from` is where to go afterwards. */
export function awayTo(from: string | undefined): string {
  return `${ORIGIN}/oidc/start${searchOf({ de: from })}`;
}

/** Out of here and of the provider, if the clinic has one: false when it has none. The page is left. */
export async function leaveBoth(): Promise<boolean> {
  if (!(await doors()).provider) return false;
  location.assign(`${ORIGIN}/oidc/end`);
  return true;
}

async function read<Data>(path: string): Promise<Data> {
  const response = await fetch(ORIGIN + path, { credentials: 'include' });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
