import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Sheet } from './Sheet';

it('Esc closes the sheet on top, and leaves the one below it', () => {
  const [below, top] = [vi.fn(), vi.fn()];
  render(
    <I18nProvider i18n={i18n}>
      <Sheet title="Below" onClose={below}>
        <Sheet title="Top" onClose={top}>
          <p>Sure?</p>
        </Sheet>
      </Sheet>
    </I18nProvider>,
  );
  const dialog = screen.getByRole('dialog', { name: 'Top' });
  fireEvent(dialog, createEvent('cancel', dialog, { cancelable: true }));
  expect(top).toHaveBeenCalledOnce();
  expect(below).not.toHaveBeenCalled();
});
