import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { SlotChip, type SlotState, slotState } from './SlotChip';
import type { SlotChipFragment } from './SlotChip.gen';

vi.mock('~/session/session', () => ({ useSession: () => ({ viewer: { timeZone: 'America/Sao_Paulo' } }) }));

const free: SlotChipFragment = {
  __typename: 'Slot',
  id: 'a',
  startsAt: '2026-11-24T13:30:00Z',
  status: 'FREE',
};
const now = Date.parse('2026-11-24T12:00:00Z');

describe('a time is', () => {
  it.each<[SlotState, Partial<SlotChipFragment>, { chosenId?: string; mine?: string; now?: number }]>([
    ['free', {}, {}],
    ['taken', { status: 'HELD' }, {}],
    ['taken', { status: 'BUSY' }, {}],
    ['taken', { status: 'WITHDRAWN' }, {}],
    ['old', {}, { now: Date.parse(free.startsAt) }],
    ['chosen', {}, { chosenId: 'a' }],
    ['chosen', { status: 'HELD' }, { chosenId: 'a' }],
    ['free', { status: 'HELD' }, { mine: 'a' }],
    ['taken', { status: 'BUSY' }, { mine: 'a' }],
  ])('%s: %o, %o', (state, slot, moment) => {
    expect(slotState({ ...free, ...slot }, { chosenId: undefined, now, ...moment })).toBe(state);
  });
});

describe('a chip', () => {
  function show(state: SlotState) {
    const onChoose = vi.fn();
    render(
      <I18nProvider i18n={i18n}>
        <SlotChip slot={free} state={state} onChoose={onChoose} />
      </I18nProvider>,
    );
    return { onChoose, button: screen.getByRole('button') };
  }

  it('is named by its hour and its day, on the reader’s clock', () => {
    expect(show('free').button).toHaveAccessibleName(/^10:30 terça-feira, 24 de novembro/);
  });

  it('is chosen by a press', async () => {
    const { onChoose, button } = show('free');
    await userEvent.click(button);
    expect(onChoose).toHaveBeenCalledOnce();
  });

  it.each([
    ['mouse', 1],
    ['touch', 0],
  ])('that a %s comes near is told %i times: a finger chooses at once', (pointerType, times) => {
    const onNear = vi.fn();
    render(
      <I18nProvider i18n={i18n}>
        <SlotChip slot={free} onChoose={vi.fn()} onNear={onNear} />
      </I18nProvider>,
    );
    const event = new MouseEvent('pointerover', { bubbles: true }); // jsdom has no PointerEvent
    fireEvent(screen.getByRole('button'), Object.assign(event, { pointerType }));
    expect(onNear).toHaveBeenCalledTimes(times);
  });

  it.each(['taken', 'old'] as const)('that is %s says so and cannot be pressed', async (state) => {
    const { onChoose, button } = show(state);
    await userEvent.click(button);
    expect(onChoose).not.toHaveBeenCalled();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleName(state === 'taken' ? /ocupado/ : /já passou/);
  });
});
