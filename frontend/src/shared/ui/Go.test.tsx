import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { Go } from './Go';

const prefetch = vi.hoisted(() => vi.fn());
vi.mock('~/app/loaders', () => ({ prefetch }));

beforeEach(() => {
  prefetch.mockClear();
  render(<Go to="appointments">Minhas consultas</Go>);
});

it.each([
  ['mouse', 1],
  ['touch', 0],
])(
  'of a link that a %s comes near the page is fetched %i times: a finger goes at once',
  (pointerType, times) => {
    const event = new MouseEvent('pointerover', { bubbles: true }); // jsdom has no PointerEvent
    fireEvent(screen.getByRole('link'), Object.assign(event, { pointerType }));
    expect(prefetch).toHaveBeenCalledTimes(times);
  },
);

it('of a link that the keyboard is on the page is fetched', () => {
  fireEvent.focus(screen.getByRole('link'));
  expect(prefetch).toHaveBeenCalledWith('appointments');
});
