/** Before all tests: a clinic of this run's own, with a Keycloak that is fetched once and then kept. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startStack } from '../e2e/stack';

const FOLDER = resolve(import.meta.dirname, '../../../var/test-keycloak');
const KEPT = 'cache';
/** The first time it is fetched: 170 MB. */
const READY_WITHIN_MS = 900_000;

function empty(): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER))
    if (name !== KEPT) rmSync(join(FOLDER, name), { recursive: true, force: true });
}

export default async function setUp(): Promise<() => Promise<void>> {
  empty();
  const stack = await startStack({
    options: ['--keycloak', '--keycloak-port', '0'],
    folder: FOLDER,
    readyWithinMs: READY_WITHIN_MS,
  });
  process.env.HEALTHMED_E2E = stack.address; // the workers read both
  process.env.HEALTHMED_E2E_DATA = stack.data;
  return async () => {
    await stack.stop();
    empty();
  };
}
