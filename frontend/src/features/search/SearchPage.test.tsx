import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import SearchPage from './SearchPage';

const drawn = vi.hoisted(() => [] as string[]);
vi.mock('./DayWords', async (original) => {
  const { DayWords } = await original<typeof import('./DayWords')>();
  const counted = (props: Parameters<typeof DayWords>[0]) => {
    drawn.push(props.day);
    return <DayWords {...props} />;
  };
  return { DayWords: counted };
});
vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: { timeZone: 'America/Sao_Paulo' } }) }));
vi.mock('~/features/booking/ConfirmSheet', () => ({
  default: ({
    slot,
    doctor,
    onClose,
  }: {
    slot?: { id: string };
    doctor?: { name: string };
    onClose(): void;
  }) => (
    <div role="dialog">
      {doctor?.name} {slot?.id} <button type="button" onClick={onClose} aria-label="Fechar" />
    </div>
  ),
}));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z'), toFake: ['Date'] });
  history.replaceState(null, '', '/');
});
afterEach(() => vi.useRealTimers());

const times = ['2026-11-24T13:30:00Z', '2026-11-25T14:00:00Z'].map((startsAt, at) => ({
  ...{ __typename: 'Slot', id: `slot-${at}`, startsAt, endsAt: startsAt, status: 'FREE' },
}));
function doctor(name: string) {
  const specialties = [{ code: 'cardiology', name: 'Cardiologia' }];
  const place = {
    city: 'Manaus',
    state: 'AM',
    crmNumber: '5058',
    crmState: 'AM',
    timeZone: 'America/Manaus',
  };
  return { __typename: 'Doctor', id: name, name, feeCents: 32_000, specialties, nextSlots: times, ...place };
}
const page = (names: string[], endCursor: string | null = null) => ({
  doctors: { nodes: names.map(doctor), pageInfo: { hasNextPage: Boolean(endCursor), endCursor } },
});
const Specialties = () => ({ specialties: [{ code: 'cardiology', name: 'Cardiologia' }] });
const rows = () =>
  screen.queryAllByRole('article').map((row) => within(row).getByRole('heading').textContent);

function show(Doctors?: Server[string]) {
  renderWith({ Specialties, ...(Doctors && { Doctors }) }, <SearchPage />);
}

describe('the search', () => {
  it('leaves a time to whoever let go of it, until the server has heard of that', async () => {
    history.replaceState(null, '', '/?horario=slot-0');
    const held = times.map((slot) => ({ ...slot, status: 'HELD' }));
    show(() => ({ doctors: { ...page([]).doctors, nodes: [{ ...doctor('Ana Souza'), nextSlots: held }] } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Fechar' }));
    expect(screen.getByRole('button', { name: /10:30/ })).not.toHaveAttribute('aria-disabled');
    expect(screen.getByRole('button', { name: /11:00/ })).toHaveAttribute('aria-disabled', 'true');
  });

  it('loading: shows the shape of what comes', () => {
    show();
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });

  it('ready: shows each doctor with the next times by day', () => {
    show(() => page(['Ana Souza']));
    const row = screen.getByRole('article', { name: 'Ana Souza' });
    expect(row).toHaveTextContent('R$ 320 por consulta');
    expect(row).toHaveTextContent(/hoje, 24 de nov.*10:30.*amanhã, 25 de nov.*11:00/);
    expect(screen.getByText(/1 médico/)).toBeVisible();
  });

  it('error: says so and can be asked again', () => {
    show(() => unreachable);
    expect(screen.getByRole('alert')).toHaveTextContent('Não conseguimos falar com a clínica');
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: leads to no filters and to who is free today', async () => {
    history.replaceState(null, '', '/?q=zzz');
    show(({ filter }) => page((filter as { text?: string }).text ? [] : ['Ana Souza', 'Bia Lima']));
    expect(screen.getByText('Ninguém atende a tudo isso')).toBeVisible();
    expect(rows()).toEqual(['Ana Souza', 'Bia Lima']);
    await userEvent.click(screen.getByRole('link', { name: 'Tirar todos os filtros' }));
    expect(location.search).toBe('');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('stale: keeps what it showed while it looks for the next', async () => {
    show(({ filter }) => ((filter as { specialty?: string }).specialty ? 'never' : page(['Ana Souza'])));
    await userEvent.click(screen.getByRole('radio', { name: 'Cardiologia' }));
    expect(rows()).toEqual(['Ana Souza']);
    expect(screen.getByRole('list', { busy: true })).toBeVisible();
  });

  it('puts every choice into the address, with what was typed', async () => {
    show(() => page(['Ana Souza']));
    await userEvent.type(screen.getByRole('searchbox'), 'ana');
    await userEvent.click(screen.getByRole('radio', { name: 'Cardiologia' }));
    await userEvent.selectOptions(screen.getByLabelText('Preço'), '200');
    await userEvent.selectOptions(screen.getByLabelText('Dia'), 'Outro dia');
    expect(location.search).toBe('?q=ana&especialidade=cardiology&ate=200&dia=2026-11-26');
    expect(screen.getByLabelText('Qual dia')).toHaveValue('2026-11-26');
    expect(screen.getByRole('radio', { name: 'Cardiologia' })).toBeChecked();
  });

  it('adds a page, and puts the focus on its first doctor', async () => {
    show(({ after }) => (after ? page(['Bia Lima']) : page(['Ana Souza'], 'cursor')));
    await userEvent.click(screen.getByRole('button', { name: 'Mostrar mais médicos' }));
    expect(rows()).toEqual(['Ana Souza', 'Bia Lima']);
    expect(screen.getByRole('link', { name: 'Bia Lima' })).toHaveFocus();
    expect(location.search).toBe('?mais=1');
  });

  it('opens the sheet of the time that was pressed, and keeps the rest of the address', async () => {
    history.replaceState(null, '', '/?dia=hoje');
    show(() => page(['Ana Souza']));
    await userEvent.click(screen.getByRole('button', { name: /^10:30/ }));
    expect(await screen.findByRole('dialog')).toHaveTextContent('Ana Souza slot-0');
    expect(location.search).toBe('?dia=hoje&horario=slot-0');
  });

  it('draws anew only the doctor whose time was pressed', async () => {
    const slots = [{ ...times[0], id: 'other', startsAt: '2026-11-26T14:00:00Z' }];
    show(() => ({
      doctors: {
        ...page([]).doctors,
        nodes: [doctor('Ana Souza'), { ...doctor('Bia Lima'), nextSlots: slots }],
      },
    }));
    drawn.length = 0;
    await userEvent.click(within(screen.getByRole('article', { name: 'Bia Lima' })).getByRole('button'));
    expect(screen.getByRole('button', { name: /escolhido/ })).toBeVisible();
    expect(await screen.findByRole('dialog')).toBeVisible();
    expect(drawn).toEqual(['2026-11-26']);
  });

  it('finds the time of an address that was opened or refreshed, and lets it go without a step back', async () => {
    history.replaceState(null, '', '/?horario=slot-1');
    show(() => page(['Ana Souza']));
    expect(await screen.findByRole('dialog')).toHaveTextContent('Ana Souza slot-1');
    await userEvent.click(screen.getByRole('button', { name: 'Fechar' }));
    expect(location.search).toBe('');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
