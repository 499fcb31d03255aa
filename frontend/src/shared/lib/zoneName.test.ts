import { expect, it } from 'vitest';
import { zoneName } from './time';

const AT = '2027-02-01T12:00:00Z';

it.each([
  ['America/Sao_Paulo', 'pt-BR', 'horário de Brasília'],
  ['America/Manaus', 'pt-BR', 'horário do Amazonas'],
  ['UTC', 'pt-BR', 'GMT+00:00'],
  ['America/Sao_Paulo', 'en', 'Brasilia Time'],
])('%s in %s is %s', (zone, language, name) => expect(zoneName(AT, { zone, language })).toBe(name));
