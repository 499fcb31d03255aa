import { expect, test } from 'vitest';
import { faultOf } from './reasons';

test.each([
  [undefined, 'none'],
  ['', 'short'],
  ['  ab  ', 'short'],
  ['abc', undefined],
  ['🩺🩺', 'short'],
  ['x'.repeat(500), undefined],
  ['🩺'.repeat(500), undefined],
  [` ${'x'.repeat(500)} `, undefined],
  ['x'.repeat(501), 'long'],
] as const)('a reason is 3 to 500 signs without the blanks around it: %j', (reason, fault) => {
  expect(faultOf(reason)).toBe(fault);
});
