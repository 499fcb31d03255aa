import { i18n } from '@lingui/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adopt, choose } from './i18n';

describe('the language of an account', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => choose('pt-BR'));

  it('is the screen’s, where no other was chosen', async () => {
    await adopt('en');
    expect(i18n.locale).toBe('en');
    expect(document.documentElement.lang).toBe('en');
  });

  it('gives way to what was chosen here', async () => {
    await choose('pt-BR');
    await adopt('en');
    expect(i18n.locale).toBe('pt-BR');
  });

  it('is left alone when the client does not speak it', async () => {
    await adopt('fr');
    expect(i18n.locale).toBe('pt-BR');
  });
});
