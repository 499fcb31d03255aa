/** Where a Chromium is; where there is none and we may, Debian's is installed. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HOW =
  'install one (Debian: `apt-get install chromium`), or `npx playwright install chromium` in frontend/';

/** A second --disable-features replaces the first: Playwright's (chromiumSwitches.ts) stand here again, then ours. */
const WITHOUT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup', // these two load a page each, beside every window's own,
  'WebUIOmniboxAimPopup', // for an address bar that nobody sees
];

/** No sandbox: containers have none to give. The rest: it speaks to nobody but us. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join()}`,
];

/** The path of a Chromium, or one sentence that says how to have one. */
export function findChromium() {
  const found = process.env.HEALTHMED_CHROMIUM ?? onPath() ?? playwrights() ?? debians();
  if (!found) throw new Error(`The browser tests need Chromium: ${HOW}.`);
  process.env.HEALTHMED_CHROMIUM = found; // for the workers too
  return found;
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(canRun);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrights() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function debians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.error('Installing Chromium for the browser tests (apt-get install chromium).');
  try {
    for (const command of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      execFileSync('apt-get', ['-q', ...command], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    }
  } catch (problem) {
    const said = String(problem.stderr ?? problem)
      .trim()
      .split('\n')
      .at(-1);
    throw new Error(`Chromium could not be installed: ${said}. For the browser tests ${HOW}.`);
  }
  return onPath();
}
