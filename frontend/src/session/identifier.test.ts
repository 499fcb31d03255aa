import { describe, expect, it } from 'vitest';
import { isWrongCpf, maskIdentifier, settledIdentifier } from './identifier';

describe('what people sign in with', () => {
  it.each([
    ['52998224725', '529.982.247-25'],
    [' 529 982 247 25', '529.982.247-25'],
    ['5299822472', '5299822472'],
    ['123456/SP', '123456/SP'],
    ['12345.67@x.br', '12345.67@x.br'],
    ['529.982.247-25@', '52998224725@'],
    ['529.982.247-251', '529982247251'],
    ['ana@exemplo.com', 'ana@exemplo.com'],
  ])('%j is written %j', (typed, written) => expect(maskIdentifier(typed)).toBe(written));

  it('settles a CRM, whatever way it was written', () => {
    expect(settledIdentifier('crm/sp 123.456')).toBe('SP-123456');
    expect(settledIdentifier(' ana@exemplo.com ')).toBe('ana@exemplo.com');
    expect(settledIdentifier('529.982.247-25')).toBe('529.982.247-25');
  });
  it('knows a CPF that cannot be', () => {
    expect(isWrongCpf('529.982.247-24')).toBe(true);
    expect(isWrongCpf('529.982.247-25')).toBe(false);
    expect(isWrongCpf('529.982')).toBe(false);
    expect(isWrongCpf('52998224724@x.br')).toBe(false);
  });
});
