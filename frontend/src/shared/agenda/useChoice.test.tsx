import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useChoice } from './useChoice';

function Page() {
  const { slotId, choose, close } = useChoice();
  return (
    <>
      <button type="button" onClick={() => choose({ id: 'a' } as Parameters<typeof choose>[0])}>
        09:00
      </button>
      <button type="button" onClick={close}>
        Fechar
      </button>
      <output>{slotId ?? 'none'}</output>
    </>
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const chosen = () => screen.getByRole('status').textContent;

afterEach(() => history.replaceState(null, '', '/'));

test('who closes the sheet and chooses at once has it open again', async () => {
  render(<Page />);
  press('09:00');
  expect(chosen()).toBe('a');
  press('Fechar');
  press('09:00');
  await new Promise((later) => setTimeout(later, 50));
  expect(chosen()).toBe('a');
  press('Fechar');
  await waitFor(() => expect(chosen()).toBe('none'));
});

test('closing twice is one step back', async () => {
  history.pushState(null, '', '/?q=ana');
  render(<Page />);
  press('09:00');
  press('Fechar');
  press('Fechar');
  await waitFor(() => expect(chosen()).toBe('none'));
  await new Promise((later) => setTimeout(later, 50));
  expect(location.search).toBe('?q=ana');
});
