import { i18n } from '@lingui/core';
import { remember, remembered } from './storage';

export const LANGUAGES = ['pt-BR', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Portuguese is in the code; English is fetched by whoever reads it. */
const CATALOGUES: Record<Language, () => Promise<{ messages: Record<string, string> }>> = {
  'pt-BR': async () => ({ messages: {} }),
  en: () => import('~/locales/en.po'),
};

export function language(): Language {
  return i18n.locale === 'en' ? 'en' : 'pt-BR';
}

/** What was chosen here before, else what the browser asks for first. */
export async function startInReadersLanguage(): Promise<void> {
  const wish = remembered('language') ?? navigator.language;
  await speak(wish.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en').catch(() => speak('pt-BR'));
}

export async function choose(chosen: Language): Promise<void> {
  await speak(chosen);
  remember('language', chosen);
}

/** The language of somebody's account, unless another one was chosen here: what the API says is in it too. */
export async function adopt(locale: string): Promise<void> {
  const wish = LANGUAGES.find((each) => each === locale);
  if (wish && wish !== language() && !remembered('language')) await speak(wish).catch(() => undefined);
}

async function speak(chosen: Language): Promise<void> {
  const { messages } = await CATALOGUES[chosen]();
  i18n.loadAndActivate({ locale: chosen, messages });
  document.documentElement.lang = chosen;
}
