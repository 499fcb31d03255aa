import { describe, expect, it } from 'vitest';
import { maskCpf } from './cpf';
import { retype, retyped } from './mask';

/** `|` is the caret. */
function typed(marked: string): string {
  const at = marked.indexOf('|');
  const next = retyped({ text: marked.replace('|', ''), caret: at }, maskCpf, /\d/);
  return `${next.text.slice(0, next.caret)}|${next.text.slice(next.caret)}`;
}

describe('a mask', () => {
  it('groups while one types at the end', () => {
    expect(typed('1234|')).toBe('123.4|');
    expect(typed('529.982.2472|')).toBe('529.982.247-2|');
  });
  it('leaves the caret behind the digit that was typed in the middle', () => {
    expect(typed('129|3.456')).toBe('129|.345.6');
    expect(typed('9|123.456')).toBe('9|12.345.6');
  });
  it('leaves the caret where a separator was deleted, so that the next press deletes a digit', () => {
    expect(typed('123|456')).toBe('123|.456');
  });
  it('leaves the caret at the front', () => {
    expect(typed('|23.456')).toBe('|234.56');
  });
  it('takes what is pasted with or without separators', () => {
    expect(typed(' 529 982 247 25|')).toBe('529.982.247-25|');
    expect(typed('52998224725999|')).toBe('529.982.247-25|');
  });
  it('does not touch the caret of an input that is already as it should be', () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.value = '123.456';
    input.focus();
    input.setSelectionRange(2, 2);
    retype(input, maskCpf, /\d/);
    expect(input.selectionStart).toBe(2);
    input.value = '1234567';
    input.setSelectionRange(7, 7);
    retype(input, maskCpf, /\d/);
    expect([input.value, input.selectionStart]).toEqual(['123.456.7', 9]);
    input.remove();
  });
});
