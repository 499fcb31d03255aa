import type { ButtonHTMLAttributes, Ref } from 'react';
import './Button.css';

export type ButtonKind = 'primary' | 'quiet' | 'danger' | 'bare';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  ref?: Ref<HTMLButtonElement>;
  kind?: ButtonKind;
  /** Waits for the server: it stays focused, and presses do nothing. */
  pending?: boolean;
}

export function Button({
  kind = 'quiet',
  pending = false,
  type = 'button',
  className,
  ...rest
}: ButtonProps) {
  const { onClick, ...others } = rest;
  return (
    <button
      {...others}
      type={type}
      className={`button ${kind} ${className ?? ''}`}
      aria-disabled={pending || undefined}
      data-pending={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    />
  );
}
