import { expect, it } from 'vitest';
import { keeping } from './keeping';

it('makes what each key stands for once', () => {
  const made: string[] = [];
  const give = keeping((key) => {
    made.push(key);
    return { key };
  });
  expect(give('pt-BR')).toBe(give('pt-BR'));
  expect(give('en')).toEqual({ key: 'en' });
  expect(made).toEqual(['pt-BR', 'en']);
});
