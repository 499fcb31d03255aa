import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import AvailabilityPage from './AvailabilityPage';

let doctors = 0;
const session = { viewer: { __typename: 'Doctor', id: 'd', name: 'Helena', timeZone: 'America/Sao_Paulo' } };
vi.mock('~/session/session', () => ({ useSession: () => session }));
beforeEach(() => {
  doctors += 1;
  session.viewer = { ...session.viewer, id: `d${doctors}` }; // a draft is its doctor's alone
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T13:00:00Z') });
});
afterEach(() => vi.useRealTimers());

const rule = (weekday: string, startsAt: string, endsAt: string) => ({
  ...{ weekday, startsAt, endsAt, visitMinutes: 50, gapMinutes: 10 },
});
const MORNING = rule('MONDAY', '08:00', '12:00');
const VISIT = {
  ...{ __typename: 'Appointment', id: 'a', status: 'CONFIRMED', expiresAt: null },
  slot: { id: 's', startsAt: '2026-11-30T11:00:00Z', endsAt: '2026-11-30T11:50:00Z' },
  patient: { id: 'p', name: 'Bruno' },
};
const ABSENCE = {
  __typename: 'Absence',
  ...{ id: 'x', startsAt: '2026-11-30T03:00:00Z', endsAt: '2026-12-01T03:00:00Z', note: 'Folga' },
};

interface Given {
  rules?: object[];
  absences?: object[];
  coming?: object[];
}
function show({ rules = [MORNING], absences = [], coming = [] }: Given, server: Server = {}) {
  const data = {
    availability: { rules, absences },
    appointments: { nodes: coming, pageInfo: { hasNextPage: false } },
  };
  const affected = { appointments: { nodes: absences.length ? coming : [] } };
  renderWith({ Availability: () => data, AffectedVisits: () => affected, ...server }, <AvailabilityPage />);
}
const monday = () => within(screen.getByRole('group', { name: 'segunda-feira, período 1' }));
const save = () => userEvent.click(screen.getByRole('button', { name: 'Salvar horários' }));

describe('the times', () => {
  it('loading: shows the shape of what comes', () => {
    renderWith({}, <AvailabilityPage />);
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    renderWith({ Availability: () => unreachable }, <AvailabilityPage />);
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: says how to begin, in one tap', async () => {
    show({ rules: [] });
    await userEvent.click(screen.getByRole('button', { name: 'Segunda a sexta, 8 às 12 e 14 às 18' }));
    expect(screen.getByText('40 horários por semana')).toBeVisible();
    expect(screen.getByText('Mudanças não salvas')).toBeVisible();
  });

  it('ready: says which days are on and the visits that they make', () => {
    show({});
    expect(screen.getByRole('switch', { name: 'Atendo segunda-feira' })).toBeChecked();
    expect(screen.getByRole('switch', { name: 'Atendo domingo' })).not.toBeChecked();
    expect(screen.getByText('4 horários: 08:00, 09:00, 10:00, 11:00')).toBeVisible();
    expect(screen.getByText('Tudo salvo')).toBeVisible();
  });
});

describe('editing', () => {
  it('says what is wrong at its field, sends nothing and leads there', async () => {
    const sent = vi.fn(() => unreachable);
    show({}, { SetAvailability: sent });
    const end = monday().getByLabelText('até');
    await userEvent.clear(end);
    await userEvent.type(end, '07:00');
    await save();
    expect(end).toBeInvalid();
    expect(end).toHaveAccessibleDescription('O fim vem antes do início.');
    await waitFor(() => expect(end).toHaveFocus());
    expect(sent).not.toHaveBeenCalled();
  });

  it('puts the server’s words at the very field', async () => {
    const fields = [{ path: 'rules.0.startsAt', message: 'Coincide com outro item da lista.' }];
    show({}, { SetAvailability: () => ({ setAvailability: { __typename: 'InvalidInput', fields } }) });
    await save();
    expect(monday().getByLabelText('De')).toHaveAccessibleDescription('Coincide com outro item da lista.');
  });

  it('says the server’s words about the whole', async () => {
    const fields = [{ path: 'rules', message: 'São itens demais.' }];
    show({}, { SetAvailability: () => ({ setAvailability: { __typename: 'InvalidInput', fields } }) });
    await save();
    expect(screen.getByText('São itens demais.')).toBeVisible();
  });

  it('saves the whole week and says so', async () => {
    const sent = vi.fn(({ rules }: Record<string, unknown>) => ({
      setAvailability: { __typename: 'Availability', rules },
    }));
    show({}, { SetAvailability: sent });
    await userEvent.click(screen.getByRole('switch', { name: 'Atendo sábado' }));
    await save();
    expect(sent).toHaveBeenCalledWith({ rules: [MORNING, rule('SATURDAY', '08:00', '12:00')] });
    expect(screen.getByText('Salvo. Pacientes já veem estes horários.')).toBeVisible();
  });

  it('loses nothing when nothing was answered', async () => {
    show({}, { SetAvailability: () => unreachable });
    await userEvent.click(screen.getByRole('switch', { name: 'Atendo sábado' }));
    await save();
    expect(screen.getByText(/Não conseguimos falar com a clínica/)).toBeVisible();
    expect(screen.getByRole('switch', { name: 'Atendo sábado' })).toBeChecked();
  });

  it('names the visits that the new week leaves alone', async () => {
    show({ coming: [VISIT] });
    expect(screen.queryByText(/fica fora destes horários/)).toBeNull();
    await userEvent.click(screen.getByRole('switch', { name: 'Atendo segunda-feira' }));
    expect(screen.getByText(/1 consulta já marcada fica fora destes horários/)).toBeVisible();
    expect(screen.getByRole('link', { name: /Bruno/ })).toHaveAttribute('href', '/agenda/pedidos/a');
  });

  it('adds and removes a period, and keeps the keyboard on the day', async () => {
    show({});
    await userEvent.click(screen.getByRole('button', { name: 'Mais um período, segunda-feira' }));
    const second = screen.getByRole('group', { name: 'segunda-feira, período 2' });
    await waitFor(() => expect(within(second).getByLabelText('De')).toHaveFocus());
    await userEvent.click(screen.getByRole('button', { name: 'Retirar segunda-feira, período 2' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Mais um período, segunda-feira' })).toHaveFocus(),
    );
  });

  it('gives each period lengths of its own when asked', async () => {
    show({});
    await userEvent.click(screen.getByRole('switch', { name: /Duração diferente/ }));
    const visit = monday().getByLabelText(/consulta/);
    await userEvent.clear(visit);
    await userEvent.type(visit, '30');
    expect(screen.getByText(/^6 horários: 08:00/)).toBeVisible();
  });

  it('copies a day to others', async () => {
    show({});
    await userEvent.click(screen.getByRole('button', { name: 'Copiar segunda-feira para outros dias' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'quarta-feira' }));
    await userEvent.click(screen.getByRole('button', { name: 'Copiar' }));
    expect(screen.getByRole('switch', { name: 'Atendo quarta-feira' })).toBeChecked();
    expect(screen.getByText('8 horários por semana')).toBeVisible();
  });

  it('undoes what is not saved', async () => {
    show({});
    await userEvent.click(screen.getByRole('switch', { name: 'Atendo segunda-feira' }));
    await userEvent.click(screen.getByRole('button', { name: 'Desfazer' }));
    expect(screen.getByRole('switch', { name: 'Atendo segunda-feira' })).toBeChecked();
    expect(screen.getByRole('button', { name: 'Salvar horários' })).toHaveFocus();
  });
});

describe('absences', () => {
  it('of whole days are named by their day; the visits inside wait for a decision', () => {
    show({ absences: [ABSENCE], coming: [VISIT] });
    expect(screen.getByRole('heading', { name: /^seg., 30 de nov/ })).toBeVisible();
    expect(screen.getByText(/1 consulta continua marcada/)).toBeVisible();
    expect(screen.getByRole('button', { name: /Cancelar/ })).toBeVisible();
  });

  it('that are over are not listed', () => {
    const over = { ...ABSENCE, startsAt: '2026-11-01T03:00:00Z', endsAt: '2026-11-02T03:00:00Z' };
    show({ absences: [over] });
    expect(screen.getByText(/Nenhuma ausência à frente/)).toBeVisible();
  });

  it('are added from the doctor’s midnight to midnight', async () => {
    const sent = vi.fn((_: Record<string, unknown>) => ({
      addAbsence: { __typename: 'AbsenceAdded', absence: ABSENCE, affected: [] },
    }));
    show({}, { AddAbsence: sent });
    await userEvent.click(screen.getByRole('button', { name: 'Nova ausência' }));
    await userEvent.click(screen.getByRole('button', { name: 'Marcar ausência' }));
    const input = { startsAt: '2026-11-24T03:00:00.000Z', endsAt: '2026-11-25T03:00:00.000Z', note: null };
    expect(sent).toHaveBeenCalledWith({ input });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('refused: the server’s words stand at the field', async () => {
    const fields = [{ path: 'endsAt', message: 'No máximo 366 dias.' }];
    show({}, { AddAbsence: () => ({ addAbsence: { __typename: 'InvalidInput', fields } }) });
    await userEvent.click(screen.getByRole('button', { name: 'Nova ausência' }));
    await userEvent.click(screen.getByRole('button', { name: 'Marcar ausência' }));
    expect(screen.getByLabelText('Último dia')).toHaveAccessibleDescription('No máximo 366 dias.');
  });

  it('removed elsewhere already: says that nothing is left to do', async () => {
    show(
      { absences: [ABSENCE] },
      { RemoveAbsence: () => ({ removeAbsence: { __typename: 'AbsenceNotFound' } }) },
    );
    await userEvent.click(screen.getByRole('button', { name: /Retirar ausência de seg., 30/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Retirar ausência' }));
    expect(screen.getByText(/já tinha sido retirada/)).toBeVisible();
  });
});

describe('extra slots', () => {
  const publish = async (answer: object) => {
    show({}, { PublishSlots: () => ({ publishSlots: answer }) });
    await userEvent.click(screen.getByRole('button', { name: 'Publicar horários' }));
  };
  const SLOT = { id: 's', startsAt: '2026-11-25T11:00:00Z', endsAt: '2026-11-25T11:50:00Z', status: 'BUSY' };

  it('are shown before they are published', () => {
    show({});
    expect(screen.getByText(/08:00–08:50, 09:00–09:50, 10:00–10:50/)).toHaveTextContent(
      'quarta-feira, 25 de novembro',
    );
  });

  it('published: says how many and leads to their week', async () => {
    await publish({ __typename: 'SlotsPublished', slots: [SLOT] });
    expect(screen.getByText(/1 horário publicado/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ver na semana' })).toHaveAttribute(
      'href',
      '/agenda/semana?de=2026-11-23',
    );
  });

  it('in the way of others: names them', async () => {
    await publish({ __typename: 'SlotsOverlap', conflicts: [SLOT] });
    expect(screen.getByRole('alert')).toHaveTextContent(/qua., 25 de nov., 08:00–08:50, com paciente/);
  });

  it('begun meanwhile: says so at the hour', async () => {
    await publish({ __typename: 'SlotInThePast' });
    expect(screen.getByLabelText('Primeiro às')).toHaveAccessibleDescription('Esta hora já passou.');
  });

  it('refused: the server’s words stand at the field', async () => {
    const fields = [{ path: 'slots.0.startsAt', message: 'No máximo 366 dias à frente.' }];
    await publish({ __typename: 'InvalidInput', fields });
    expect(screen.getByLabelText('Dia')).toHaveAccessibleDescription('No máximo 366 dias à frente.');
  });
});
