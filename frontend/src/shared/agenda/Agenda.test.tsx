import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderWith, type Server, unreachable } from '../../../tests/fakeClient';
import { Agenda } from './Agenda';
import type { AgendaSlotFragment } from './Agenda.gen';

const drawn = vi.hoisted(() => [] as string[]);
vi.mock('~/shared/ui/SlotChip', async (original) => {
  const module = await original<typeof import('~/shared/ui/SlotChip')>();
  const counted = (props: Parameters<typeof module.SlotChip>[0]) => {
    drawn.push(props.slot.id);
    return <module.SlotChip {...props} />;
  };
  return { ...module, SlotChip: counted };
});
vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: { timeZone: 'America/Sao_Paulo' } }) }));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

function slot(id: string, startsAt: string, status: AgendaSlotFragment['status'] = 'FREE') {
  return { __typename: 'Slot', id, startsAt, endsAt: startsAt, status } as const;
}
const today = slot('a', '2026-11-24T13:30:00Z');
const thursday = slot('b', '2026-11-26T14:00:00Z');

function doctor(slots: unknown[], more: object = {}) {
  return { doctor: { id: 'd', timeZone: 'America/Sao_Paulo', slots, nextSlots: slots.slice(0, 1), ...more } };
}

function show(server: Server, props: Partial<Parameters<typeof Agenda>[0]> = {}) {
  const onChoose = vi.fn();
  renderWith(server, <Agenda doctorId="d" onChoose={onChoose} {...props} />);
  return { onChoose };
}
const days = () => screen.getAllByRole('heading', { level: 3 });

describe('an agenda', () => {
  it('loading: shows its days without times', () => {
    show({});
    expect(days()).toHaveLength(7);
    expect(screen.queryByText('sem horários')).toBeNull();
  });

  it('ready: has each time under its day and tells which was chosen', async () => {
    const { onChoose } = show({ AgendaWeek: () => doctor([today, thursday]) });
    const [first, , third] = screen.getAllByRole('region').slice(1);
    expect(within(first as HTMLElement).getByRole('button')).toHaveAccessibleName(/^10:30/);
    await userEvent.click(within(third as HTMLElement).getByRole('button'));
    expect(onChoose).toHaveBeenCalledWith(thursday);
    expect(screen.getByText(/2 horários livres/)).toBeVisible();
  });

  it('draws anew only the day whose time is chosen', async () => {
    function Chooser() {
      const [chosen, choose] = useState<AgendaSlotFragment>();
      return <Agenda doctorId="d" chosenId={chosen?.id} onChoose={choose} />;
    }
    renderWith({ AgendaWeek: () => doctor([today, thursday]) }, <Chooser />);
    drawn.length = 0;
    await userEvent.click(screen.getByRole('button', { name: /^11:00/ }));
    expect(screen.getByRole('button', { name: /escolhido/ })).toBeVisible();
    expect(drawn).toEqual(['b']);
  });

  it('error: says so and can be asked again', () => {
    show({ AgendaWeek: () => unreachable });
    expect(screen.getByRole('alert')).toHaveTextContent('Não conseguimos falar com a clínica');
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeVisible();
  });

  it('empty: leaps to the next free time', async () => {
    const far = slot('f', '2026-12-10T12:00:00Z');
    const asked: unknown[] = [];
    show({
      AgendaWeek: ({ from }) => {
        asked.push(from);
        return from === '2026-12-10T03:00:00.000Z' ? doctor([far]) : doctor([], { nextSlots: [far] });
      },
    });
    await userEvent.click(screen.getByRole('button', { name: /Próximo horário livre: qui/ }));
    expect(asked.at(-1)).toBe('2026-12-10T03:00:00.000Z');
    expect(screen.getByRole('button', { name: /^09:00/ })).toHaveFocus();
  });

  it('empty for good: promises to show what opens', () => {
    show({ AgendaWeek: () => doctor([]) });
    expect(screen.getByText('Sem horários livres por enquanto')).toBeVisible();
  });

  it('stale: never shows one week’s times under another’s days', async () => {
    show({ AgendaWeek: ({ from }) => (from === '2026-11-24T03:00:00.000Z' ? doctor([today]) : 'never') });
    await userEvent.click(screen.getByRole('button', { name: 'Próxima semana' }));
    expect(screen.queryByRole('button', { name: /10:30/ })).toBeNull();
    expect(screen.queryByText(/nenhum horário livre/)).toBeNull();
  });

  it('strikes a time that somebody else took, and says it', () => {
    const taken = { ...today, status: 'HELD', doctor: { id: 'd' } };
    show({
      AgendaWeek: () => doctor([taken, thursday]),
      AgendaChanged: () => ({ slotChanged: { cursor: '1', slot: taken } }),
    });
    expect(screen.getByRole('button', { name: /^10:30/ })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/não está mais livre/)).toHaveTextContent('24 de novembro às 10:30');
  });

  it('leaves a time to the one who holds it', () => {
    const held = { ...today, status: 'HELD', doctor: { id: 'd' } };
    show(
      {
        AgendaWeek: () => doctor([held]),
        AgendaChanged: () => ({ slotChanged: { cursor: '1', slot: held } }),
      },
      { chosenId: 'a' },
    );
    expect(screen.getByRole('button', { name: /10:30.*escolhido/ })).not.toHaveAttribute('aria-disabled');
    expect(screen.queryByText(/não está mais livre/)).toBeNull();
  });

  it('names the doctor’s zone where its clocks show another time', () => {
    show({ AgendaWeek: () => doctor([today], { timeZone: 'America/Manaus' }) });
    expect(screen.getByText(/No horário de Brasília/)).toHaveTextContent(
      'Quem atende está no horário do Amazonas (GMT-4): 10:30 para você são 09:30 lá.',
    );
  });

  it('does not name it where they agree', () => {
    show({ AgendaWeek: () => doctor([today], { timeZone: 'America/Fortaleza' }) });
    expect(screen.queryByText(/Quem atende está/)).toBeNull();
  });
});
