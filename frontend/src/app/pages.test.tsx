import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';

const load = vi.fn(async () => ({ default: () => <h1>Helena</h1> }));
vi.mock('~/features/search/SearchPage', () => ({ default: () => null }));
vi.mock('./loaders', () => ({ LOADERS: { doctor: () => load() } }));

beforeEach(() => {
  vi.resetModules();
  load.mockClear();
});

async function show(before: (pages: typeof import('./pages')) => void = () => undefined) {
  const pages = await import('./pages');
  before(pages);
  const Doctor = pages.PAGES.doctor;
  render(
    <Suspense fallback="...">
      <Doctor />
    </Suspense>,
  );
}

it('asks for the page of the address at once', async () => {
  await show();
  expect(load).toHaveBeenCalledOnce();
  expect(await screen.findByRole('heading', { name: 'Helena' })).toBeVisible();
});

it('shows that a link was followed before it asks for its page', async () => {
  await show(({ opened }) => opened());
  expect(load).not.toHaveBeenCalled();
  expect(screen.getByText('...')).toBeVisible();
  expect(await screen.findByRole('heading', { name: 'Helena' })).toBeVisible();
});
