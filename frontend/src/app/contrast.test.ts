/** The colours of tokens.css, by the formula of WCAG 2: text 4.5 to 1, edges and what is drawn 3 to 1. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/app/tokens.css', 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function token(name: string, theme: Theme): string {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const both = /light-dark\((#\w+),\s*(#\w+)\)/.exec(value);
  const colour = both ? both[theme === 'light' ? 1 : 2] : value;
  if (!colour?.startsWith('#')) throw new Error(`--${name} is no colour: ${value}`);
  return colour;
}

function luminance(colour: string): number {
  const digits = colour.slice(1);
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['bg', 'surface', 'sunken'];
const TEXT: [string, string][] = [
  ...['ink', 'muted', 'primary', 'ok', 'warn', 'bad', 'info'].flatMap((text) =>
    GROUNDS.map((ground): [string, string] => [text, ground]),
  ),
  ...['ok', 'warn', 'bad', 'info', 'primary'].map((name): [string, string] => [name, `${name}-soft`]),
  ...['ok', 'warn', 'bad', 'info', 'primary'].map((name): [string, string] => ['ink', `${name}-soft`]),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
];
const EDGES: [string, string][] = [
  ...GROUNDS.map((ground): [string, string] => ['line-strong', ground]),
  ...GROUNDS.map((ground): [string, string] => ['primary', ground]),
  ...GROUNDS.map((ground): [string, string] => ['ink', ground]),
];

describe.each(THEMES)('in the %s theme', (theme) => {
  it.each(TEXT)('%s can be read on %s', (text, ground) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)('an edge in %s is seen on %s', (edge, ground) => {
    expect(contrast(token(edge, theme), token(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('black on white is 21 to 1', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2);
});

it('ink is read on the accent', () => {
  expect(contrast(token('ink', 'light'), token('accent', 'light'))).toBeGreaterThanOrEqual(4.5);
});
