import { describe, expect, it } from 'vitest';
import { cpfState, maskCpf } from './cpf';

describe('a CPF', () => {
  it.each([
    ['', ''],
    ['5', '5'],
    ['529', '529'],
    ['5299', '529.9'],
    ['529982', '529.982'],
    ['529982247', '529.982.247'],
    ['52998224725', '529.982.247-25'],
    ['529.982.247-25', '529.982.247-25'],
    ['529.982.247-251', '529.982.247-25'],
    ['a5b2', '52'],
  ])('%j is written %j', (typed, written) => expect(maskCpf(typed)).toBe(written));

  it.each(['529.982.247-25', '24704558800', '11144477735', '00000000191'])('%s is valid', (cpf) =>
    expect(cpfState(cpf)).toBe('valid'),
  );
  it.each(['529.982.247-24', '529.982.247-52', '11111111111', '00000000000'])('%s is invalid', (cpf) =>
    expect(cpfState(cpf)).toBe('invalid'),
  );
  it('is not wrong before it is complete', () => expect(cpfState('529.982.247-2')).toBe('incomplete'));
});
