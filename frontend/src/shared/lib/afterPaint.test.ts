import { expect, test } from 'vitest';
import { afterPaint } from './afterPaint';

test('what can wait comes after all that the next picture is made of', async () => {
  const order: string[] = [];
  const done = new Promise<void>((resolve) => {
    afterPaint(() => {
      order.push('can wait');
      resolve();
    });
  });
  requestAnimationFrame(() => order.push('picture'));
  await done;
  expect(order).toEqual(['picture', 'can wait']);
});
