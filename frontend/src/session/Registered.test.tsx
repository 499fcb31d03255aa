import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderBefore, type SlowServer, unreachable } from '../../tests/wholeClient';
import { Registered } from './Registered';

const listed = (...ids: string[]): SlowServer => ({
  Listed: () => ({
    doctors: { __typename: 'DoctorConnection', nodes: ids.map((id) => ({ __typename: 'Doctor', id })) },
  }),
});
const show = (server: SlowServer) =>
  renderBefore(server, <Registered id="d" name="Ana" crmNumber="123456" />);

describe('where the verification of a CRM stands', () => {
  it('not asked yet: the shape of what comes', () => {
    show({});
    expect(screen.getByRole('status', { name: 'Carregando' })).toBeVisible();
  });
  it('verified: patients find the doctor', async () => {
    show(listed('x', 'd'));
    expect(await screen.findByText(/já está conferido/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Definir meus horários' })).toHaveAttribute(
      'href',
      '/agenda/horarios',
    );
  });
  it('not verified: says what happens now', async () => {
    show(listed('x'));
    expect(await screen.findByText(/Agora conferimos o seu CRM/)).toBeVisible();
  });
  it('nobody knows: says only that, and the way on', async () => {
    show({ Listed: () => unreachable });
    expect(await screen.findByRole('button', { name: 'Tentar de novo' })).toBeVisible();
    expect(screen.queryByText(/conferi/)).toBeNull();
    expect(screen.getByRole('link', { name: 'Definir meus horários' })).toBeVisible();
  });
});
