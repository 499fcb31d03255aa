/** Once the answer to a finger can be seen: what is not part of that answer must not keep it waiting. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
