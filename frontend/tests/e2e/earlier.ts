/** What happened before a test began, told to the clinic's own database by its own use cases (earlier.py). */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { PYTHON, ROOT } from './stack';

const run = promisify(execFile);

/** The id of a confirmed visit of 50 minutes that began `minutes` ago. */
export function visitThatBegan(minutes: number, doctorId: string, patientId: string): Promise<string> {
  return happened('visit', doctorId, patientId, String(minutes));
}

/** The hold that a patient has on a slot is over, as it is five minutes after it was asked for. */
export async function holdLapsed(slotId: string, patientId: string): Promise<void> {
  await happened('hold', slotId, patientId);
}

async function happened(...what: string[]): Promise<string> {
  const data = process.env.HEALTHMED_E2E_DATA;
  test.skip(!data, 'HEALTHMED_E2E_DATA must name the data folder of the clinic that HEALTHMED_E2E names.');
  const command = ['-m', 'frontend.tests.e2e.earlier', data ?? '', ...what];
  const { stdout } = await run(PYTHON, command, { cwd: ROOT });
  return stdout.trim();
}
