/** A clinic of one run's own: `python -m cli up` with an empty database, in a folder that goes with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const PYTHON = join(resolve(ROOT, process.env.HEALTHMED_VENV ?? '.venv'), 'bin', 'python');
const READY = 'Ctrl-C stops';
const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 25_000;

export interface Stack {
  address: string;
  /** The folder with its database. */
  data: string;
  stop(): Promise<void>;
}

interface Wanted {
  /** For `python -m cli up`. */
  options?: string[];
  /** Settings: HEALTHMED_..., by their whole names. */
  settings?: Record<string, string>;
  readyWithinMs?: number;
  /** The folder to be in; none: a new one, that goes with it. */
  folder?: string;
}

export async function startStack({
  options = [],
  settings = {},
  readyWithinMs = READY_WITHIN_MS,
  folder,
}: Wanted = {}): Promise<Stack> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'healthmed-e2e-'));
  const clinic = spawn(PYTHON, ['-m', 'cli', 'up', ...options], {
    cwd: ROOT,
    env: {
      ...withoutSettings(),
      HEALTHMED_DATA: data,
      HEALTHMED_PORT: '0',
      HEALTHMED_DEMO: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(clinic);
    if (!folder) rmSync(data, { recursive: true, force: true });
  };
  try {
    const said = await untilReady(clinic, readyWithinMs);
    const address = /Address\s+(\S+)/.exec(said)?.[1];
    if (!address) throw new Error(`The clinic did not say where it is:\n${said}`);
    return { address, data, stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/** The environment without the settings of whoever runs the tests. */
function withoutSettings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('HEALTHMED_'));
  return Object.fromEntries(kept);
}

async function untilReady(clinic: ChildProcess, withinMs: number): Promise<string> {
  let said = '';
  let late: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`The clinic ${why}:\n${said || `(${PYTHON} said nothing)`}`));
    const hear = (text: Buffer) => {
      said += text;
      if (said.includes(READY)) resolve();
    };
    clinic.stdout?.on('data', hear);
    clinic.stderr?.on('data', hear);
    clinic.on('error', ({ message }) => fail(`cannot be started (${message}; \`make test\` installs it)`));
    clinic.on('exit', (code) => fail(`ended with ${code}`));
    late = setTimeout(fail, withinMs, 'did not start in time');
  });
  await ready.finally(() => clearTimeout(late));
  return said;
}

async function end(clinic: ChildProcess): Promise<void> {
  if (clinic.exitCode !== null || clinic.pid === undefined) return;
  const gone = once(clinic, 'exit');
  clinic.kill('SIGTERM');
  const late = setTimeout(() => clinic.kill('SIGKILL'), STOPPED_WITHIN_MS);
  await gone;
  clearTimeout(late);
}
