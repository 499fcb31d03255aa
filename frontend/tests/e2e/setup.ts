/** Before all tests: a clinic, unless HEALTHMED_E2E names one that runs. After them it is stopped. */
import { startStack } from './stack';

export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HEALTHMED_E2E) return undefined;
  const stack = await startStack();
  process.env.HEALTHMED_E2E = stack.address; // the workers read both
  process.env.HEALTHMED_E2E_DATA = stack.data;
  return stack.stop;
}
