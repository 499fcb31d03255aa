import { remember, remembered } from './storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function theme(): Theme {
  const kept = remembered('theme');
  return THEMES.find((each) => each === kept) ?? 'system';
}

export function startInReadersTheme(): void {
  wear(theme());
}

export function chooseTheme(chosen: Theme): void {
  remember('theme', chosen);
  wear(chosen);
}

function wear(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
}
