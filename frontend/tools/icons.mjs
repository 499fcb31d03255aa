/** The icons that are no SVG, drawn from public/icon.svg by Chromium: `node tools/icons.mjs`, when it has changed. */
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { FLAGS, findChromium } from './chromium.mjs';

const svg = readFileSync('public/icon.svg', 'utf8');
/** Launchers cut a maskable icon to a circle of 80 %; an Apple icon is cut by the phone. */
const filled = svg.replace(' rx="8"', '');
const small = filled.replace('<path', '<path transform="translate(16 16) scale(0.72) translate(-16 -16)"');
const ICONS = [
  ['icon-192.png', 192, svg],
  ['icon-512.png', 512, svg],
  ['icon-maskable-192.png', 192, small],
  ['icon-maskable-512.png', 512, small],
  ['apple-touch-icon.png', 180, small],
];

const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
for (const [name, size, picture] of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${picture}`);
  await page.screenshot({ path: `public/${name}`, omitBackground: true });
  await page.close();
}
await browser.close();
