import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderBefore, type SlowServer, unreachable } from '../../tests/wholeClient';
import { handedOver } from './handedOver';
import { RegisterDoctorForm } from './RegisterDoctorForm';
import { RegisterForm } from './RegisterForm';
import { SignInForm } from './SignInForm';
import { accountZone } from './typed';

const begin = vi.hoisted(() => vi.fn(async () => {}));
vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: null, begin }) }));
vi.mock('./session', () => ({ useSession: () => ({ viewer: null, begin }) }));
const field = (label: string) => screen.getByLabelText(label);
const type = (label: string, text: string) => userEvent.type(field(label), text);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const inputs = (asked: { variables: Record<string, unknown> }[]) =>
  asked.map(({ variables }) => variables.input);

beforeEach(() => {
  begin.mockClear();
  handedOver.set('');
});

describe('signing in', () => {
  const answer = (given: object): SlowServer => ({ SignIn: () => ({ signIn: given }) });
  async function signIn(server: SlowServer, identifier: string) {
    const { asked } = renderBefore(server, <SignInForm />);
    await type('CPF, CRM ou e-mail', identifier);
    await type('Senha', 'demo-1234-demo');
    await press('Entrar');
    return asked;
  }

  it('groups a CPF, and begins the session', async () => {
    const asked = await signIn(
      answer({ __typename: 'SignedIn', viewer: { __typename: 'Patient', id: 'p' } }),
      '24704558800',
    );
    await waitFor(() => expect(begin).toHaveBeenCalled());
    expect(inputs(asked)).toEqual([{ identifier: '247.045.588-00', password: 'demo-1234-demo' }]);
  });

  it('settles a CRM when the field is left', async () => {
    await signIn({}, 'crm/sp 123456');
    expect(field('CPF, CRM ou e-mail')).toHaveValue('SP-123456');
  });

  it('says at the eleventh digit that they are no CPF', async () => {
    renderBefore({}, <SignInForm />);
    await type('CPF, CRM ou e-mail', '24704558801');
    expect(screen.getByText('Confira os números: este CPF não existe.')).toBeVisible();
  });

  it('a refusal keeps what was typed and goes to the password', async () => {
    await signIn(answer({ __typename: 'InvalidCredentials', message: '' }), 'ana@exemplo.com');
    expect(await screen.findByText(/não confere/)).toBeVisible();
    expect(field('CPF, CRM ou e-mail')).toHaveValue('ana@exemplo.com');
    expect(field('Senha')).toHaveFocus();
  });

  it('too many attempts: says how long to wait', async () => {
    await signIn(
      answer({ __typename: 'TooManyAttempts', message: '', retryAfterSeconds: 125 }),
      'ana@exemplo.com',
    );
    expect(await screen.findByText(/Tente de novo em 2:0\d/)).toBeVisible();
  });

  it('unreachable: says so and can be tried again', async () => {
    const asked = await signIn({ SignIn: () => unreachable }, 'ana@exemplo.com');
    await press('Tentar de novo');
    await waitFor(() => expect(asked).toHaveLength(2));
  });

  it('shows and hides the password', async () => {
    renderBefore({}, <SignInForm />);
    await press('Mostrar a senha');
    expect(field('Senha')).toHaveAttribute('type', 'text');
    await press('Ocultar a senha');
    expect(field('Senha')).toHaveAttribute('type', 'password');
  });
});

describe('registering as a patient', () => {
  const onSignIn = vi.fn();
  async function register(answer: (input: Record<string, unknown>) => object) {
    const server = {
      RegisterPatient: (variables: Record<string, unknown>) => ({
        registerPatient: answer({ ...(variables.input as object) }),
      }),
    };
    const { asked } = renderBefore(server, <RegisterForm onSignIn={onSignIn} />);
    await type('Nome completo', 'Ana Souza');
    await type('CPF', '24704558800');
    await type('E-mail', 'ana@exemplo.com');
    await type('Senha', 'uma frase curta');
    await press('Criar conta');
    return asked;
  }
  const invalid = (...fields: [string, string][]) => ({
    __typename: 'InvalidInput',
    fields: fields.map(([path, message]) => ({ __typename: 'InvalidField', path, message })),
  });

  it('puts what is wrong at its field, goes to the first, and takes it away while it is mended', async () => {
    await register(() =>
      invalid(['email', 'Esse e-mail não é válido.'], ['acceptsTerms', 'É preciso aceitar.']),
    );
    expect(await screen.findByText('Esse e-mail não é válido.')).toBeVisible();
    expect(screen.getByText('É preciso aceitar.')).toBeVisible();
    expect(field('E-mail')).toHaveFocus();
    await type('E-mail', 'x');
    expect(screen.queryByText('Esse e-mail não é válido.')).toBeNull();
  });

  it('somebody is known already: signs in with the e-mail filled in', async () => {
    await register(() => ({ __typename: 'AlreadyRegistered', message: '' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Entrar na conta' }));
    expect(onSignIn).toHaveBeenCalled();
    expect(handedOver.get()).toBe('ana@exemplo.com');
  });

  it('a zone that the server does not know is nobody’s mistake', async () => {
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
      timeZone: 'America/Nova',
    } as Intl.ResolvedDateTimeFormatOptions); // the rest is not asked for
    const asked = await register(({ timeZone }) =>
      timeZone ? invalid(['timeZone', 'Fuso horário desconhecido']) : { __typename: 'Patient', id: 'p' },
    );
    vi.restoreAllMocks();
    await waitFor(() => expect(begin).toHaveBeenCalled());
    expect(asked).toHaveLength(2);
    expect(screen.queryByText('Fuso horário desconhecido')).toBeNull();
  });

  it('says how much longer a password should be', async () => {
    renderBefore({}, <RegisterForm onSignIn={onSignIn} />);
    await type('Senha', 'abcde');
    expect(screen.getByText('Faltam 3 caracteres.')).toBeVisible();
    await type('Senha', 'fg');
    expect(screen.getByText('Falta 1 caractere.')).toBeVisible();
    await type('Senha', 'h');
    expect(screen.getByText('Serve. Mais longa é mais segura.')).toBeVisible();
  });
});

describe('registering as a doctor', () => {
  const specialties = ['Cardiologia', 'Pediatria'].map((name) => ({
    __typename: 'Specialty',
    code: name.toLowerCase(),
    name,
  }));

  it('sends reais as centavos and the specialties in the order in which they were ticked', async () => {
    const onDone = vi.fn();
    const { asked } = renderBefore(
      {
        SpecialtyChoice: () => ({ specialties }),
        RegisterDoctor: () => ({ registerDoctor: { __typename: 'Doctor', id: 'd' } }),
      },
      <RegisterDoctorForm onSignIn={() => undefined} onDone={onDone} />,
    );
    await userEvent.click(await screen.findByLabelText('Pediatria'));
    await userEvent.click(screen.getByLabelText('Cardiologia'));
    await type('Número do CRM', '123.456');
    await userEvent.selectOptions(field('Estado do CRM'), 'SP');
    await type('Preço da consulta, em reais', '180,50');
    await press('Criar conta de médico');
    await waitFor(() => expect(begin).toHaveBeenCalled());
    expect(asked.at(-1)?.variables.input).toMatchObject({
      specialties: ['pediatria', 'cardiologia'],
      feeCents: 18050,
      crmNumber: '123456',
      crmState: 'SP',
    });
    expect(onDone).toHaveBeenCalled();
  });

  it('a refusal of the specialties goes to them', async () => {
    const fields = [{ __typename: 'InvalidField', path: 'specialties', message: 'Preencha este campo.' }];
    renderBefore(
      {
        SpecialtyChoice: () => ({ specialties }),
        RegisterDoctor: () => ({ registerDoctor: { __typename: 'InvalidInput', fields } }),
      },
      <RegisterDoctorForm onSignIn={() => undefined} onDone={() => undefined} />,
    );
    await screen.findByLabelText('Cardiologia');
    await press('Criar conta de médico');
    expect(await screen.findByText('Preencha este campo.')).toBeVisible();
    expect(screen.getByLabelText('Cardiologia')).toHaveFocus();
  });
});

it('gives an account the browser’s zone only where it is a place', () => {
  expect(accountZone('America/Manaus')).toBe('America/Manaus');
  expect(accountZone('UTC')).toBe('UTC');
  expect(accountZone('Etc/GMT+3')).toBeUndefined();
  expect(accountZone('Brazil/East')).toBeUndefined();
});
