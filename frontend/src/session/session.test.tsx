import { act, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clientOf, type SlowServer } from '../../tests/wholeClient';
import { firstLook, SessionProvider, useSession } from './session';

const wire = vi.hoisted(() => ({ server: {} as SlowServer, end: () => {}, closed: 0 }));
const adopt = vi.hoisted(() => vi.fn());
vi.mock('~/app/i18n', () => ({ adopt }));
vi.mock('~/graphql/client', () => ({
  connect(end: () => void) {
    wire.end = end;
    return { client: clientOf(wire.server).client, close: () => (wire.closed += 1) };
  },
}));

const PATIENT = { __typename: 'Patient', id: 'p', name: 'Ana', timeZone: 'America/Bahia', locale: 'en' };
const spoken = Promise.resolve();

function Who() {
  const { viewer, ended } = useSession();
  return <p>{viewer === undefined ? 'unknown' : (viewer?.__typename ?? (ended ? 'ended' : 'nobody'))}</p>;
}

const show = (first = firstLook(spoken)) =>
  render(
    <SessionProvider first={first}>
      <Who />
    </SessionProvider>,
  );

beforeEach(() => {
  wire.server = { Viewer: () => ({ viewer: PATIENT }) };
  wire.closed = 0;
});

describe('who is here', () => {
  it('is asked before anything is drawn', async () => {
    const Viewer = vi.fn(() => ({ viewer: null }));
    wire.server = { Viewer };
    const first = firstLook(spoken);
    await vi.waitFor(() => expect(Viewer).toHaveBeenCalledOnce());
    show(first);
    expect(screen.getByText('unknown')).toBeVisible();
    expect(await screen.findByText('nobody')).toBeVisible();
    expect(Viewer).toHaveBeenCalledOnce();
  });

  it('changes the language only after the browser’s is there', async () => {
    let speak = () => {};
    const { seen } = firstLook(new Promise((resolve) => (speak = resolve)));
    await new Promise((resolve) => setTimeout(resolve));
    expect(adopt).not.toHaveBeenCalled();
    speak();
    expect((await seen).viewer).toEqual(PATIENT);
    expect(adopt).toHaveBeenCalledWith('en');
  });

  it('is nobody when the first session ends, and what was read is left', async () => {
    show();
    expect(await screen.findByText('Patient')).toBeVisible();
    act(() => wire.end());
    expect(screen.getByText('ended')).toBeVisible();
    expect(wire.closed).toBe(1);
  });
});
